/**
 * A picture for a panel, or for a new one after it, by one of the film's models that make pictures:
 * drawn by chance as any model is, asked with everything around it that a question has, and kept as an
 * uploaded picture is: decoded, encoded anew, named by its hash (PI1, PI2).
 */
import { createHash } from 'node:crypto'
import { createId } from '#core/ids.ts'
import type { ModelRound } from '#core/signals/event.ts'
import type { PanelView, SceneView } from '#core/suggestions/scene-view.ts'
import type { SketchPicture } from '#core/suggestions/sketch-picture.ts'
import type { Evidence } from '#core/suggestions/suggestion-record.ts'
import type { AssetService } from '../assets/assets.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import { type AskModelDeps, askModel } from './ask-model.ts'
import { askPicture } from './ask-picture.ts'
import { drawModel } from './draw-model.ts'
import { generatorIdOfModel, makesPictures } from './model-config.ts'
import { type CallResult, failureSentence } from './model-failure.ts'
import type { ModelSetups } from './model-setups.ts'
import { briefPicture } from './picture-brief.ts'
import { promptVersion, readPrompt } from './prompts.ts'
import { type LeavingDeps, whatMayLeave } from './what-may-leave.ts'

const MAX_SEED = 2 ** 31
const HASH_LETTERS = 12

export interface PictureQuestion {
	view: SceneView
	projectId: string
	sceneId: string
	asker: Principal
	panel: PanelView
	as: 'panel' | 'new'
	words: string | null
}
export interface PictureAnswer {
	/** Null when none came; then `message` says why. */
	picture: SketchPicture | null
	/** Whole, as it was sent. */
	prompt: string
	/** Seed, size, model and hash of the prompt, for the card and the log. */
	evidence: Evidence[]
	generatorId: string
	generatorVersion: string
	round: ModelRound
	message: string | null
	isCancelled: boolean
}
export interface MakePictureDeps extends LeavingDeps, AskModelDeps {
	setups: ModelSetups
	assets: Pick<AssetService, 'keep'>
}
interface Options {
	signal?: AbortSignal
	onProgress?: (progress: { name: string; count: number }) => void
}

/** Null when no model of the film makes pictures. */
export async function makePicture(
	deps: MakePictureDeps,
	question: PictureQuestion,
	{ signal = new AbortController().signal, onProgress }: Options,
): Promise<PictureAnswer | null> {
	const { setups, assets, random } = deps
	const { projectId, sceneId, asker } = question
	const drawn = drawModel((await setups.open(projectId)).filter(makesPictures), createId(random))
	if (drawn === null) return null
	const { setup } = drawn
	const { config } = setup
	const may = await whatMayLeave(deps, question)
	const brief = briefPicture(question.view, { ...question, withTexts: may.texts })
	const style = readPrompt('picture')
	const prompt = `${style.text}\n\n${brief.text}`
	const promptHash = createHash('sha256').update(prompt).digest('hex')
	const seed = Math.floor(random() * MAX_SEED)
	const made: SketchPicture[] = []
	onProgress?.({ name: config.name, count: 0 })
	const callId = createId(random)
	const read = async (bytes: Uint8Array): Promise<SketchPicture> => {
		const { hash, mediaType, width: w, height: h } = await assets.keep(bytes, asker.userId)
		return { kind: 'picture', hash, w, h, mediaType, weight: 'normal', tone: 'ink' }
	}
	const result = await askModel(
		deps,
		setup,
		{ system: '', content: prompt, pictures: [] },
		{
			about: {
				...{ callId, projectId, sceneId, purpose: 'picture', holdsTexts: brief.holdsTexts },
				prompt: `${style.name}@${style.hash}`,
			},
			...{ allowed: await setups.allowed(), signal, usable: () => made.length },
			endpoint: askPicture(seed, async (bytes) => {
				const picture = await read(bytes)
				made.push(picture)
				return picture
			}),
			onProposal: () => undefined,
		},
	)
	const generatorId = generatorIdOfModel(config)
	const [picture = null] = made
	return {
		...{ picture, prompt, generatorId, generatorVersion: promptVersion(style) },
		evidence: [
			{ label: 'Model', value: config.model.slice(0, 200) },
			{ label: 'Seed', value: config.takesSeed ? seed : 'none sent' },
			{ label: 'Prompt', value: promptHash.slice(0, HASH_LETTERS) },
			{ label: 'Asked for', value: config.pictureSize, unit: 'px' },
			...(picture ? [{ label: 'Came', value: `${picture.w}x${picture.h}`, unit: 'px' }] : []),
		],
		round: {
			...{ callId, generatorId, promptHash, result, unfit: 0, proposals: made.length },
			...{ seed: drawn.seed, pChosen: drawn.p, among: drawn.among },
		},
		message: sentenceOf(config.name, result) ?? may.because,
		isCancelled: result === 'cancelled',
	}
}

function sentenceOf(name: string, result: CallResult): string | null {
	if (result === 'answered') return null
	if (result === 'unreadable') return `${name} answered with nothing that is a picture.`
	return failureSentence(name, result)
}
