import { expect, it } from 'vitest'
import { createIdleTurns } from './idle-turns.ts'

it('pieces of work are done one at a time, in order, and none is begun while a hand is at work', async () => {
	let isBusy = true
	let asked = 0
	const inTurn = createIdleTurns(() => {
		asked += 1
		if (asked === 5) isBusy = false
		return isBusy
	})
	const begun: string[] = []
	const piece = (name: string) => () => {
		expect(isBusy).toBe(false)
		begun.push(name)
		return name
	}
	const all = [inTurn(piece('first')), inTurn(piece('second'))]

	expect(await Promise.all(all)).toEqual(['first', 'second'])
	expect(begun).toEqual(['first', 'second'])
	expect(asked).toBe(6)
})

it('a piece that fails stops none behind it', async () => {
	const inTurn = createIdleTurns(() => false)
	const failed = inTurn(() => {
		throw new Error('no picture')
	})
	const next = inTurn(() => 'drawn')

	await expect(failed).rejects.toThrow('no picture')
	expect(await next).toBe('drawn')
})
