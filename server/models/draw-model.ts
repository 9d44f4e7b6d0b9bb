/** Which of a film's models is asked: drawn by their shares, and the seed tells which (MO40). */
import { seededRandom } from '#core/random.ts'
import { generatorIdOfModel, type ModelSetup } from './model-config.ts'

export interface DrawnModel {
	setup: ModelSetup
	seed: string
	p: number
	among: { generatorId: string; p: number }[]
}

/** One of the models that are switched on, by their shares; the seed tells which (MO40). */
export function drawModel(setups: readonly ModelSetup[], seed: string): DrawnModel | null {
	const on = setups.filter(({ config }) => config.isOn && config.share > 0)
	const total = on.reduce((sum, { config }) => sum + config.share, 0)
	const among = on.map(({ config }) => ({
		generatorId: generatorIdOfModel(config),
		p: config.share / total,
	}))
	let left = seededRandom(seed)()
	for (const [at, setup] of on.entries()) {
		const p = among[at]?.p ?? 0
		left -= p
		if (left < 0 || at === on.length - 1) return { setup, seed, p, among }
	}
	return null
}
