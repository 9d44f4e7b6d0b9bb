/** `signals evaluate --obd`: an Open Bandit Dataset folder and a policy in, the whole evaluation out. */
import { evaluate } from '#core/signals/ope/evaluate.ts'
import {
	givenItems,
	neverShown,
	type ObdModel,
	type ObdPolicy,
	obdRows,
	uniformItems,
} from '#core/signals/ope/obd.ts'
import { parseProbabilities } from '#core/signals/ope/probabilities-csv.ts'
import { readObdFolder } from './obd-folder.ts'
import { textLines } from './text-lines.ts'

/** λ and τ of the published comparison. */
const LIMITS = [10, 5, 2] as const

export interface ObdRequest {
	directory: string
	campaign: string
	/** File of probabilities; null = every item equally likely. */
	policyFile: string | null
	model: ObdModel
	limits: readonly number[] | null
	seed: string
	repetitions: number | null
	onProgress?: (share: number) => void
}

/** @throws OpeError in a sentence. */
export async function evaluateObd(request: ObdRequest) {
	const { directory, campaign, policyFile, model, seed } = request
	const log = await readObdFolder(directory, campaign)
	const policy: ObdPolicy = policyFile
		? givenItems(log, parseProbabilities(await allLines(policyFile)))
		: uniformItems(log)
	const { rows, units } = obdRows(log, policy, model)
	const evaluation = evaluate(rows, {
		...{ units, groups: [], per: 'row', limits: request.limits ?? LIMITS, seed },
		...(request.repetitions !== null && { repetitions: request.repetitions }),
		...(request.onProgress && { onProgress: request.onProgress }),
	})
	const { overlap } = evaluation
	return {
		source: { kind: 'obd' as const, directory, campaign },
		policy: policyFile ?? 'uniform',
		actions: log.actions,
		positions: log.places,
		onPolicyValue: evaluation.onPolicy.value,
		ess: overlap.ess,
		meanWeight: overlap.meanWeight,
		maxWeight: overlap.maxWeight,
		neverShownMass: neverShown(log, policy),
		rewardModel: `smoothed click rate of each item, (clicks + 1) / (rows + 100), ${model === 'full' ? 'from all rows' : 'from other folds'}`,
		...evaluation,
	}
}

async function allLines(file: string): Promise<string[]> {
	const lines: string[] = []
	for await (const line of textLines(file)) lines.push(line)
	return lines
}
