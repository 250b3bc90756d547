package main

import (
	"bufio"
	"crypto/rand"
	"encoding/hex"
	"io"
	"sync"
)

// random is a pool of random bytes: one system call for many identifiers.
var random = struct {
	sync.Mutex
	*bufio.Reader
}{Reader: bufio.NewReaderSize(rand.Reader, 4096)}

// appendUUID appends an RFC 9562 version 4 UUID, lower-case and hyphenated.
func appendUUID(target []byte) []byte {
	var bytes [16]byte
	random.Lock()
	_, err := io.ReadFull(random.Reader, bytes[:])
	random.Unlock()
	if err != nil {
		panic(err)
	}
	bytes[6] = bytes[6]&0x0f | 0x40 // version 4
	bytes[8] = bytes[8]&0x3f | 0x80 // variant 10

	var text [36]byte
	hex.Encode(text[0:8], bytes[0:4])
	hex.Encode(text[9:13], bytes[4:6])
	hex.Encode(text[14:18], bytes[6:8])
	hex.Encode(text[19:23], bytes[8:10])
	hex.Encode(text[24:36], bytes[10:16])
	text[8], text[13], text[18], text[23] = '-', '-', '-', '-'
	return append(target, text[:]...)
}
