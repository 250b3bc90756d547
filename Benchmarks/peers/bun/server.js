// The same job with a bare Bun.serve: GET /tokens for one consumer, tokens with Bun's own hasher, nothing else.
//
//   bun server.js PORT

const lifetime = 900; // seconds
const secret = "test-consumer-001-jwt-secret-0123456789";
const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString("base64url") + ".";

function mint(username) {
  const now = Math.floor(Date.now() / 1000);
  const payload = JSON.stringify({
    sub: username,
    key: "test-consumer-001-jwt-key",
    jti: crypto.randomUUID(),
    iat: now,
    nbf: now,
    exp: now + lifetime,
    iss: "https://api.example.com",
    aud: "example-api",
    name: username,
    unique_name: "api.example.com#" + username,
  });
  const signed = header + Buffer.from(payload).toString("base64url");
  return signed + "." + new Bun.CryptoHasher("sha256", secret).update(signed).digest("base64url");
}

Bun.serve({
  hostname: "127.0.0.1",
  port: Number(process.argv[2]),
  routes: {
    "/tokens": (request) => {
      const username = request.headers.get("x-consumer-username");
      if (!username) return new Response(null, { status: 401 });
      const body = `{"access_token":"${mint(username)}","expires_in":${lifetime}}`;
      return new Response(body, {
        headers: {
          "Content-Type": "application/json",
          "X-Request-Id": crypto.randomUUID(),
          "Access-Control-Allow-Origin": "*",
          "Access-Control-Allow-Headers":
            "Content-Type, Authorization, Accept-Version, X-Consumer-Id, X-Consumer-Username, X-Anonymous-Consumer",
          "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
          Vary: "Accept-Version",
          "Cache-Control": "no-store, no-cache, must-revalidate",
          Pragma: "no-cache",
        },
      });
    },
  },
  fetch: () => new Response(null, { status: 404 }),
});
