import { expect, it } from 'vitest'
import { createElementPuller } from './pull-elements.ts'

const ONE = { title: 'a } " {', edit: { type: 'x', sketch: { elements: [[0, 1], { k: 1 }] } } }
const TWO = { title: 'b', edit: null }

function pull(text: string, size: number) {
	const puller = createElementPuller()
	const found: unknown[] = []
	for (let at = 0; at < text.length; at += size)
		found.push(...puller.push(text.slice(at, at + size)))
	return { found, isOpen: puller.isOpen() }
}

it.each([1, 3, 1000])('MO21 gives out each proposal once, in pieces of %i letters', (size) => {
	const whole = JSON.stringify({ elements: [ONE, TWO] })
	expect(pull(whole, size)).toEqual({ found: [ONE, TWO], isOpen: false })
	const dressed = `Here they are: {this} is "good"\n\`\`\`json\n${whole}\n\`\`\`\nBye ]}`
	expect(pull(dressed, size).found).toEqual([ONE, TWO])
	const lines = `${JSON.stringify(ONE)}\n${JSON.stringify(TWO)}`
	expect(pull(lines, size).found).toEqual([ONE, TWO])
	expect(pull(whole.slice(0, -8), size)).toEqual({ found: [ONE], isOpen: true })
})

it('MO12 reads an answer of nothing but brackets in time that grows with its length', () => {
	const depth = 200_000
	const text = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
	expect(pull(text, 4096).found).toEqual([])
})
