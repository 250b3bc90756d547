-- Tokens of one consumer, minted in LuaJIT with libcrypto through its foreign function interface.
local ffi = require 'ffi'
local bit = require 'bit'
local base64url = require('ngx.base64').encode_base64url

ffi.cdef [[
  typedef struct evp_md_st EVP_MD;
  typedef struct hmac_ctx_st HMAC_CTX;
  const EVP_MD *EVP_sha256(void);
  HMAC_CTX *HMAC_CTX_new(void);
  int HMAC_Init_ex(HMAC_CTX *context, const void *key, int count, const EVP_MD *hash, void *engine);
  int HMAC_Update(HMAC_CTX *context, const char *bytes, size_t count);
  int HMAC_Final(HMAC_CTX *context, unsigned char *digest, unsigned int *count);
  int RAND_bytes(unsigned char *bytes, int count);
]]
local crypto = ffi.load('crypto.so.3')

local lifetime = 900 -- seconds
local secret = 'test-consumer-001-jwt-secret-0123456789'
-- {"alg":"HS256","typ":"JWT"}
local header = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9'

-- Keyed once; initialising it again without a key returns to that state.
local hmac = crypto.HMAC_CTX_new()
assert(crypto.HMAC_Init_ex(hmac, secret, #secret, crypto.EVP_sha256(), nil) == 1)
local digest = ffi.new('unsigned char[32]')

local hexadecimal = {}
for byte = 0, 255 do hexadecimal[byte] = string.format('%02x', byte) end

local pool_size = 4096
local pool, used = ffi.new('unsigned char[?]', pool_size), pool_size

-- An RFC 9562 version 4 UUID, lower-case and hyphenated.
local function uuid()
  if used == pool_size then
    assert(crypto.RAND_bytes(pool, pool_size) == 1)
    used = 0
  end
  local p, h = pool + used, hexadecimal
  used = used + 16
  return h[p[0]] .. h[p[1]] .. h[p[2]] .. h[p[3]] .. '-' .. h[p[4]] .. h[p[5]] .. '-'
    .. h[bit.bor(bit.band(p[6], 0x0f), 0x40)] .. h[p[7]] .. '-'
    .. h[bit.bor(bit.band(p[8], 0x3f), 0x80)] .. h[p[9]] .. '-'
    .. h[p[10]] .. h[p[11]] .. h[p[12]] .. h[p[13]] .. h[p[14]] .. h[p[15]]
end

local function sign(text)
  assert(crypto.HMAC_Init_ex(hmac, nil, 0, nil, nil) == 1)
  assert(crypto.HMAC_Update(hmac, text, #text) == 1)
  assert(crypto.HMAC_Final(hmac, digest, nil) == 1)
  return ffi.string(digest, 32)
end

local function mint(username)
  local now = ngx.time()
  local signed = header .. '.' .. base64url('{"sub":"' .. username
    .. '","key":"test-consumer-001-jwt-key","jti":"' .. uuid()
    .. '","iat":' .. now .. ',"nbf":' .. now .. ',"exp":' .. now + lifetime
    .. ',"iss":"https://api.example.com","aud":"example-api","name":"' .. username
    .. '","unique_name":"api.example.com#' .. username .. '"}')
  return signed .. '.' .. base64url(sign(signed))
end

local function answer()
  local username = ngx.var.http_x_consumer_username
  if not username or username:find('["\\]') then return ngx.exit(401) end
  local body = '{"access_token":"' .. mint(username) .. '","expires_in":' .. lifetime .. '}'
  local fields = ngx.header
  fields['Content-Type'] = 'application/json'
  fields['X-Request-Id'] = uuid()
  fields['Access-Control-Allow-Origin'] = '*'
  fields['Access-Control-Allow-Headers'] =
    'Content-Type, Authorization, Accept-Version, X-Consumer-Id, X-Consumer-Username, X-Anonymous-Consumer'
  fields['Access-Control-Allow-Methods'] = 'GET, POST, OPTIONS'
  fields['Vary'] = 'Accept-Version'
  fields['Cache-Control'] = 'no-store, no-cache, must-revalidate'
  fields['Pragma'] = 'no-cache'
  fields['Content-Length'] = #body
  ngx.print(body)
end

return { answer = answer }
