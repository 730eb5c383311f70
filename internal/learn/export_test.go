package learn

// What the fuzz tests see of the cache.
var (
	Encode = encode
	Decode = decode
)
