// The same job with Go's net/http: GET /tokens for one consumer, tokens by hand, nothing else.
//
//	peer PORT
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"hash"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	lifetime = 900 // seconds
	secret   = "test-consumer-001-jwt-secret-0123456789"
	// {"alg":"HS256","typ":"JWT"} and the dot behind it.
	header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
)

// Values of headers that no request changes, allocated once.
var (
	contentType  = []string{"application/json"}
	anyOrigin    = []string{"*"}
	allowHeaders = []string{"Content-Type, Authorization, Accept-Version, X-Consumer-Id, X-Consumer-Username, X-Anonymous-Consumer"}
	allowMethods = []string{"GET, POST, OPTIONS"}
	vary         = []string{"Accept-Version"}
	cacheControl = []string{"no-store, no-cache, must-revalidate"}
	pragma       = []string{"no-cache"}
)

// scratch is what one request needs to mint: a keyed HMAC, whose Reset returns to the prepared key, and buffers.
type scratch struct {
	hmac    hash.Hash
	payload []byte
	body    []byte
	digest  []byte
}

var scratches = sync.Pool{New: func() any {
	return &scratch{hmac: hmac.New(sha256.New, []byte(secret))}
}}

func appendBase64URL(target, bytes []byte) []byte {
	start := len(target)
	target = append(target, make([]byte, base64.RawURLEncoding.EncodedLen(len(bytes)))...)
	base64.RawURLEncoding.Encode(target[start:], bytes)
	return target
}

func (s *scratch) appendPayload(username string, now int64) {
	p := append(s.payload[:0], `{"sub":"`...)
	p = append(p, username...)
	p = append(p, `","key":"test-consumer-001-jwt-key","jti":"`...)
	p = appendUUID(p)
	p = append(p, `","iat":`...)
	p = strconv.AppendInt(p, now, 10)
	p = append(p, `,"nbf":`...)
	p = strconv.AppendInt(p, now, 10)
	p = append(p, `,"exp":`...)
	p = strconv.AppendInt(p, now+lifetime, 10)
	p = append(p, `,"iss":"https://api.example.com","aud":"example-api","name":"`...)
	p = append(p, username...)
	p = append(p, `","unique_name":"api.example.com#`...)
	p = append(p, username...)
	s.payload = append(p, `"}`...)
}

// tokenBody is valid until the scratch is used again.
func (s *scratch) tokenBody(username string, now int64) []byte {
	const before = `{"access_token":"`
	s.appendPayload(username, now)
	body := append(s.body[:0], before...)
	body = append(body, header...)
	body = appendBase64URL(body, s.payload)
	s.hmac.Reset()
	s.hmac.Write(body[len(before):])
	s.digest = s.hmac.Sum(s.digest[:0])
	body = append(body, '.')
	body = appendBase64URL(body, s.digest)
	s.body = append(body, `","expires_in":900}`...)
	return s.body
}

func tokens(response http.ResponseWriter, request *http.Request) {
	username := request.Header.Get("X-Consumer-Username")
	if username == "" || strings.ContainsAny(username, "\"\\") {
		response.WriteHeader(http.StatusUnauthorized)
		return
	}
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	body := s.tokenBody(username, time.Now().Unix())

	fields := response.Header()
	fields["Content-Type"] = contentType
	fields["X-Request-Id"] = []string{string(appendUUID(nil))}
	fields["Access-Control-Allow-Origin"] = anyOrigin
	fields["Access-Control-Allow-Headers"] = allowHeaders
	fields["Access-Control-Allow-Methods"] = allowMethods
	fields["Vary"] = vary
	fields["Cache-Control"] = cacheControl
	fields["Pragma"] = pragma
	fields["Content-Length"] = []string{strconv.Itoa(len(body))}
	response.Write(body)
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: peer PORT")
	}
	http.HandleFunc("/tokens", tokens)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Args[1], nil))
}
