import { expect, it } from 'vitest'
import { anchorOnLine, findLine } from './find-line.ts'

type Line = Parameters<typeof findLine>[1][number]
const line = (name: string, text: string, meta: Line['meta'] = {}): Line => ({
	...{ id: `script_block:${name}`, text, meta },
})
const speech = line('a', 'That light is drifting. Drifting off the leads.')
const anchor = anchorOnLine(speech, { from: 24, to: 46 })

it('[SP80] a note on words keeps them through edits around them, the nearest of two alike', () => {
	expect(anchor.quote).toBe('Drifting off the leads')
	const found = (text: string) => findLine(anchor, [line('a', text)])
	expect(found(speech.text)).toMatchObject({ state: 'here', from: 24, to: 46 })
	expect(found('See? Drifting off the leads.')).toMatchObject({ state: 'here', from: 5 })
	const twice = 'Drifting off the leads. I say it: Drifting off the leads.'
	expect(found(twice)).toMatchObject({ state: 'here', from: 34 })
	expect(found('It moves.')).toMatchObject({ state: 'reworded', from: 0, to: 0 })
})

it('[SP80] words that went into another line are followed when they can be nowhere else', () => {
	const [head, tail] = [line('a', 'That light is drifting.'), line('b', 'Drifting off the leads.')]
	expect(findLine(anchor, [head, tail])).toMatchObject({ state: 'here', blockId: 'script_block:b' })
	const twice = [head, tail, line('c', 'Drifting off the leads!')]
	expect(findLine(anchor, twice)).toMatchObject({ state: 'reworded', blockId: 'script_block:a' })
	const joined = line('z', `Up. ${speech.text}`, { joined: 'script_block:a' })
	expect(findLine(anchor, [joined])).toMatchObject({ state: 'here', blockId: 'script_block:z' })
	const short = anchorOnLine(speech, { from: 0, to: 4 })
	expect(findLine(short, [line('b', 'That is it.')])).toBeNull()
})

it('[SP80] of a line that was cut the note says so', () => {
	expect(findLine(anchor, [line('b', 'Nothing of it.')])).toBeNull()
	expect(findLine(anchor, [line('a', speech.text, { boneyard: true })])).toBeNull()
	const old = line('a', speech.text, { notInDraft: true })
	expect(findLine(anchor, [old])).toMatchObject({ state: 'old', from: 24 })
	// The newest pages say it elsewhere: there it is.
	expect(findLine(anchor, [old, line('n', speech.text)])).toMatchObject({
		...{ state: 'here', blockId: 'script_block:n' },
	})
})

it('a quote is no longer than an anchor may hold', () => {
	const long = line('l', 'x'.repeat(900))
	const whole = anchorOnLine(long, { from: 0, to: 900 })
	expect(whole.quote).toHaveLength(400)
	expect(findLine(whole, [long])).toMatchObject({ state: 'here', from: 0, to: 400 })
})
