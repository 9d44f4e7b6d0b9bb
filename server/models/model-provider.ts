/**
 * One model of a film, asked by name about a scene as it once stood: with the same prompt, budget, rows and
 * limits as in a round (MO24, MO31–MO33), drawn by nobody, so that it also answers while it is switched off.
 */
import { AppError } from '#core/errors.ts'
import { createId } from '#core/ids.ts'
import { type AskModelDeps, askModel } from './ask-model.ts'
import { generatorIdOfModel, makesPictures } from './model-config.ts'
import type { CallResult } from './model-failure.ts'
import type { ModelSetups } from './model-setups.ts'
import { promptVersion, readPrompt } from './prompts.ts'
import { ProposalSchema } from './read-answer.ts'
import { type LeavingDeps, whatMayLeave } from './what-may-leave.ts'

export interface ModelProvider {
	about: { name: string; generatorId: string; version: string }
	/** Whether words of a scene may leave; asked by nobody, so its writers alone decide. */
	mayTexts(sceneId: string): Promise<boolean>
	/** @param question a brief (scene-brief.ts) */
	ask(
		question: { sceneId: string; scene: string; holdsTexts: boolean },
		signal: AbortSignal,
	): Promise<{ result: CallResult; values: unknown[] }>
}

/** @throws AppError('not_found') in a sentence that names those there are. */
export async function openProvider(
	deps: LeavingDeps & AskModelDeps & { setups: ModelSetups },
	projectId: string,
	name: string,
): Promise<ModelProvider> {
	const all = (await deps.setups.open(projectId)).filter((setup) => !makesPictures(setup))
	const setup = all.find(
		({ modelId, config }) =>
			config.name === name || modelId === name || generatorIdOfModel(config) === name,
	)
	if (!setup)
		throw unknownProvider(
			name,
			all.map(({ config }) => config.name),
		)
	const prompt = readPrompt('suggest')
	const generatorId = generatorIdOfModel(setup.config)
	return {
		about: { name: setup.config.name, generatorId, version: promptVersion(prompt) },
		async mayTexts(sceneId) {
			return (await whatMayLeave(deps, { projectId, sceneId, asker: null })).texts
		},
		async ask({ sceneId, scene, holdsTexts }, signal) {
			const values: unknown[] = []
			let usable = 0
			const result = await askModel(
				deps,
				setup,
				{ system: prompt.text, content: `<scene>${scene}</scene>`, pictures: [] },
				{
					about: {
						...{ callId: createId(deps.random), projectId, sceneId, holdsTexts },
						...{ purpose: 'regress', prompt: `${prompt.name}@${prompt.hash}` },
					},
					...{ allowed: await deps.setups.allowed(), signal, usable: () => usable },
					onProposal(value) {
						values.push(value)
						if (ProposalSchema.safeParse(value).success) usable++
					},
				},
			)
			return { result, values }
		},
	}
}

function unknownProvider(name: string, names: readonly string[]): AppError {
	const others = ['engine', ...names].map((each) => `“${each}”`).join(', ')
	return new AppError('not_found', {
		userMessage: `There is no provider “${name}” for this film. There are ${others}.`,
	})
}
