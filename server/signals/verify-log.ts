/**
 * Checks a project's chain against its rows. `verify` always walks the whole log; `state` is for the
 * page: it remembers how far the log was found whole and walks only what came since, and says
 * "checking" when that takes longer than a reader should wait.
 */
import { createHash } from 'node:crypto'
import { isAppError } from '#core/errors.ts'
import type { ChainAnchor, ChainResult, Sha256 } from '#core/signals/chain.ts'
import { toHex, verifyChain } from '#core/signals/chain.ts'
import type { SignalEvent } from '#core/signals/event.ts'
import type { SignalStore } from '#db/signal-store.ts'
import { readLog } from './read-log.ts'
import type { ChainState, VerifyResult } from './signal-service.ts'

/** How long a page waits for a check, milliseconds. */
const PATIENCE_MS = 2000
/** After this long the rows found whole earlier are walked again, milliseconds. */
const RECHECK_MS = 600_000
const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest()

interface Checked {
	seq: number
	hash: Uint8Array
	/** When the walk from the first row ended. */
	fullAtMs: number
}

export function createVerifier({ store, now }: { store: SignalStore; now: () => number }) {
	const checked = new Map<string, Checked>()
	const running = new Map<string, Promise<ChainState>>()

	const check = async (projectId: string): Promise<ChainState> => {
		const kept = checked.get(projectId)
		const after = kept && now() - kept.fullAtMs < RECHECK_MS ? kept : undefined
		const result = await walk(store, projectId, { after })
		const { ok, headHash, events } = result
		if (!ok) checked.delete(projectId)
		else if (headHash) {
			const fullAtMs = after?.fullAtMs ?? now()
			checked.set(projectId, { seq: events, hash: headHash, fullAtMs })
		}
		return { ...shown(result), state: ok ? 'whole' : 'broken' }
	}
	return {
		async verify(projectId: string, anchors?: readonly ChainAnchor[]): Promise<VerifyResult> {
			return shown(await walk(store, projectId, { anchors }))
		},
		async state(projectId: string): Promise<ChainState> {
			const walking = running.get(projectId) ?? check(projectId)
			if (!running.has(projectId)) {
				running.set(projectId, walking)
				const done = () => running.delete(projectId)
				walking.then(done, done)
			}
			return Promise.race([walking, checkingAfter(PATIENCE_MS, walking)])
		},
	}
}

function shown({ headHash, ...result }: ChainResult): VerifyResult {
	return { ...result, headHash: headHash && toHex(headHash) }
}

async function walk(
	store: SignalStore,
	projectId: string,
	options: {
		after?: { seq: number; hash: Uint8Array } | undefined
		anchors?: readonly ChainAnchor[] | undefined
	},
): Promise<ChainResult> {
	let last = options.after ?? null
	async function* rows(): AsyncGenerator<SignalEvent> {
		const range = { asWritten: true, ...(options.after ? { afterSeq: options.after.seq } : {}) }
		for await (const event of readLog(store, projectId, range)) {
			yield event
			last = event
		}
	}
	try {
		const { after, anchors } = options
		return await verifyChain(rows(), sha256, {
			...(after ? { after } : {}),
			...(anchors ? { anchors } : {}),
		})
	} catch (error) {
		// A row that is no longer one (unknown type, torn JSON) is a fault in the log, not in us.
		if (!isAppError(error) || error.code !== 'damaged') throw error
		const events = last?.seq ?? 0
		const message = `Entry ${events + 1} or one soon after can no longer be read.`
		return { ok: false, events, brokenAtSeq: events + 1, message, headHash: last?.hash ?? null }
	}
}

async function checkingAfter(ms: number, walking: Promise<unknown>): Promise<ChainState> {
	await new Promise<void>((resolve) => {
		const timer = setTimeout(resolve, ms)
		const stop = () => clearTimeout(timer)
		walking.then(stop, stop)
	})
	const message = 'The log is long and still being checked. Look again in a moment.'
	return { ok: true, events: 0, brokenAtSeq: null, headHash: null, message, state: 'checking' }
}
