/** What the prompt tells a model is what the edit schema takes. */
import { expect, it } from 'vitest'
import { ShotFieldsSchema } from '#core/board/shot-record.ts'
import { FIGURE_POSES, SKETCH_SETS } from '#core/suggestions/sketch.ts'
import { readPrompt } from './prompts.ts'
import { createElementPuller } from './pull-elements.ts'
import { ProposalSchema, proposalJsonSchema } from './read-answer.ts'

const { text } = readPrompt('suggest')

it('MO20 the example in the prompt passes the schema of an answer', () => {
	const example = /An example[^\n]*\n(.*)/.exec(text)?.[1] ?? ''
	const elements = createElementPuller().push(example)
	expect(elements).toHaveLength(2)
	for (const element of elements) expect(ProposalSchema.safeParse(element).error).toBeUndefined()
})

it('MO20 the prompt names every field of a set-up and every word of a choice', () => {
	for (const [name, field] of Object.entries(ShotFieldsSchema.shape)) {
		expect(text).toContain(name)
		const inner = 'unwrap' in field ? field.unwrap() : field
		const options = 'options' in inner ? inner.options : []
		for (const option of options) expect(text).toContain(String(option))
	}
	for (const word of [...FIGURE_POSES, ...SKETCH_SETS]) expect(text).toContain(`"${word}"`)
})

it('PI3 no model is told that a sketch can hold a picture', () => {
	expect(JSON.stringify(proposalJsonSchema())).not.toContain('mediaType')
	expect(JSON.stringify(proposalJsonSchema())).toContain('light_plan')
})
