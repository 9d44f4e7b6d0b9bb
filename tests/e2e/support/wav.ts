/** A small sound made here: a tone that swells and sinks, as a WAV file. */
const RATE = 8000

export function toneWav(seconds: number): Buffer {
	const samples = Math.round(seconds * RATE)
	const file = Buffer.alloc(44 + samples * 2)
	file.write('RIFF', 0, 'latin1')
	file.writeUInt32LE(36 + samples * 2, 4)
	file.write('WAVEfmt ', 8, 'latin1')
	file.writeUInt32LE(16, 16)
	file.writeUInt16LE(1, 20)
	file.writeUInt16LE(1, 22)
	file.writeUInt32LE(RATE, 24)
	file.writeUInt32LE(RATE * 2, 28)
	file.writeUInt16LE(2, 32)
	file.writeUInt16LE(16, 34)
	file.write('data', 36, 'latin1')
	file.writeUInt32LE(samples * 2, 40)
	for (let i = 0; i < samples; i++) {
		const swell = Math.abs(Math.sin((i / RATE) * Math.PI))
		const tone = Math.sin((i / RATE) * 2 * Math.PI * 220)
		file.writeInt16LE(Math.round(tone * swell * 12_000), 44 + i * 2)
	}
	return file
}
