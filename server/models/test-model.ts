/**
 * "Test": asks a model about a made-up scene, so that nothing of the film leaves, and says in one
 * sentence what came back.
 */
import { type AskModelDeps, askModel } from './ask-model.ts'
import type { ModelSetup } from './model-config.ts'
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

export async function testModel(
	deps: AskModelDeps,
	setup: ModelSetup,
	given: { projectId: string; callId: string; allowed: ReadonlySet<string>; signal: AbortSignal },
): Promise<ModelTest> {
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
