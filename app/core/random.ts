/**
 * Randomness is an argument everywhere in core. `cryptoRandom` is what programs pass in production;
 * `seededRandom` is for tests, replays and logged draws: same seed, same sequence, on every platform.
 */

/** A number in [0, 1) with at least 32 random bits. */
export type Random = () => number

/** mulberry32 seeded by FNV-1a of `seed`: small, fast, good enough for draws that must be replayable. */
export function seededRandom(seed: string): Random {
	let state = 2166136261
	for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 16777619)
	return () => {
		state = (state + 0x6d2b79f5) | 0
		let t = Math.imul(state ^ (state >>> 15), 1 | state)
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296
	}
}

/** Random numbers from a Web Crypto object, which plain-http pages have too. */
export function cryptoRandom(crypto: {
	getRandomValues(array: Uint32Array<ArrayBuffer>): Uint32Array
}): Random {
	return () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 4294967296
}
