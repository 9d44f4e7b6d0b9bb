/** A model as it is asked: with its key, which never leaves the server, and what its calls cost. */
import type { ModelConfig } from '#core/suggestions/model-config.ts'

/** A configured model with what is needed to ask it; stays on the server. */
export interface ModelSetup {
	modelId: string
	config: ModelConfig
	/** Null = it needs none. */
	key: string | null
}

/** The id under which its proposals are logged. */
export function generatorIdOfModel({ kind, model }: Pick<ModelConfig, 'kind' | 'model'>): string {
	return `model:${kind}/${model}`.slice(0, 200)
}

/** Where it stands, as people read it. */
export function hostOf({ endpoint }: Pick<ModelConfig, 'endpoint'>): string {
	return new URL(endpoint).host
}

/** What a call cost, in the film's currency. */
export function costOf(
	{ priceIn, priceOut, pricePicture }: Pick<ModelConfig, 'priceIn' | 'priceOut' | 'pricePicture'>,
	made: { tokensIn: number; tokensOut: number; pictures?: number },
): number {
	const { tokensIn, tokensOut, pictures = 0 } = made
	return (tokensIn * priceIn + tokensOut * priceOut) / 1_000_000 + pictures * pricePicture
}

export function makesPictures({ config }: ModelSetup): boolean {
	return config.makes === 'pictures'
}
