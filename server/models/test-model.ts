/**
 * "Test": asks a model about a made-up scene, so that nothing of the film leaves, and says in one
 * sentence what came back.
 */

import { pictureSizeOf } from '../assets/assets.ts'
import { type AskModelDeps, askModel } from './ask-model.ts'
import { askPicture } from './ask-picture.ts'
import { type ModelSetup, makesPictures } from './model-config.ts'
import { failureSentence } from './model-failure.ts'
import type { ModelTest } from './models.ts'
import { readPrompt } from './prompts.ts'
import { ProposalSchema } from './read-answer.ts'

const SCENE = JSON.stringify({
	heading: 'INT. TEST STAGE - DAY',
	askedAbout: 'shape:1',
	panels: [{ id: 'shape:1', number: '1', shot: 'shot:1', action: 'A lamp on a table.' }],
	shots: [{ id: 'shot:1', size: 'WS' }],
	script: [],
})
/** 16 × 9 pixels of grey. */
const PICTURE = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAABAAAAAJCAAAAAAeQfPuAAAAD0lEQVR4nGOYiQYYBokAALnYVhFJH6F4AAAAAElFTkSuQmCC',
	'base64',
)

interface Given {
	projectId: string
	callId: string
	allowed: ReadonlySet<string>
	signal: AbortSignal
}

export async function testModel(
	deps: AskModelDeps,
	setup: ModelSetup,
	given: Given,
): Promise<ModelTest> {
	if (makesPictures(setup)) return testPicture(deps, setup, given)
	const { projectId, callId, allowed, signal } = given
	const prompt = readPrompt('suggest', 'test')
	const pictures = setup.config.seesPictures ? [{ label: 'A test card:', png: PICTURE }] : []
	const { name } = setup.config
	let good = 0
	let bad = 0
	const startedMs = deps.now()
	const result = await askModel(
		deps,
		setup,
		{ system: prompt.text, content: `<scene>${SCENE}</scene>`, pictures },
		{
			about: {
				...{ callId, projectId, sceneId: null, purpose: 'test', holdsTexts: false },
				prompt: `${prompt.name}@${prompt.hash}`,
			},
			...{ allowed, signal, usable: () => good },
			onProposal(value) {
				if (ProposalSchema.safeParse(value).success) good++
				else bad++
			},
		},
	)
	const seconds = ((deps.now() - startedMs) / 1000).toFixed(1)
	const shown = pictures.length > 0 ? ', and took a picture' : ''
	if (good > 0) {
		const rest = bad > 0 ? ` ${bad} more could not be used.` : ''
		const what = good === 1 ? 'one proposal that fits' : `${good} proposals that fit`
		return {
			isGood: true,
			sentence: `${name} answered in ${seconds} s with ${what}${shown}.${rest}`,
		}
	}
	if (result === 'nothing')
		return {
			isGood: true,
			sentence: `${name} answered in ${seconds} s${shown}, but proposed nothing.`,
		}
	const hint = result === 'address_refused' ? ' See “Addresses inside this network” below.' : ''
	return { isGood: false, sentence: `${failureSentence(name, result)}${hint}` }
}

/** A picture of a made-up frame; looked at and not kept. */
async function testPicture(
	deps: AskModelDeps,
	setup: ModelSetup,
	{ projectId, callId, allowed, signal }: Given,
): Promise<ModelTest> {
	const prompt = readPrompt('picture')
	const { name } = setup.config
	let size: string | null = null
	const startedMs = deps.now()
	const result = await askModel(
		deps,
		setup,
		{ system: '', content: `${prompt.text}\n\nA lamp on a table.`, pictures: [] },
		{
			about: {
				...{ callId, projectId, sceneId: null, purpose: 'test', holdsTexts: false },
				prompt: `${prompt.name}@${prompt.hash}`,
			},
			...{ allowed, signal, usable: () => (size === null ? 0 : 1) },
			endpoint: askPicture(1, async (bytes) => {
				const { width, height } = await pictureSizeOf(bytes)
				size = `${width} × ${height}`
			}),
			onProposal: () => undefined,
		},
	)
	const seconds = ((deps.now() - startedMs) / 1000).toFixed(1)
	if (size !== null)
		return {
			isGood: true,
			sentence: `${name} answered in ${seconds} s with a picture of ${size} pixels.`,
		}
	const hint = result === 'address_refused' ? ' See “Addresses inside this network” below.' : ''
	return { isGood: false, sentence: `${failureSentence(name, result)}${hint}` }
}
