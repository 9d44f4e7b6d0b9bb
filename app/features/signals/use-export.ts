/** One export as the page follows it: begun, asked after, cancelled. The server keeps what is true. */
import { useEffect, useState } from 'react'
import { z } from 'zod'
import type { ConsentPurpose } from '#core/signals/consent.ts'
import type { ConfigName } from '#core/signals/export/configs.ts'

const StartedSchema = z.object({ id: z.string() })
const StateSchema = z.discriminatedUnion('state', [
	z.object({ state: z.literal('running'), share: z.number() }),
	z.object({
		state: z.literal('done'),
		manifest: z.object({
			rows: z.record(z.string(), z.object({ rows: z.number() })),
			suppressed: z.object({
				consent: z.object({ rounds: z.number() }),
				fewPeople: z.record(z.string(), z.number()),
			}),
		}),
	}),
	z.object({ state: z.literal('failed'), sentence: z.string() }),
	z.object({ state: z.literal('cancelled') }),
])
const RefusalSchema = z.object({ message: z.string() })
export type ExportProgress = z.infer<typeof StateSchema>
export interface ExportWish {
	purpose: ConsentPurpose
	configs: ConfigName[]
	pictures: 'none' | 'reference' | 'bytes'
}

const ASK_EVERY_MS = 500
const LOST = 'The server did not answer. The log is safe; try again in a moment.'

export function useExport(projectId: string) {
	const [id, setId] = useState<string | null>(null)
	const [progress, setProgress] = useState<ExportProgress | null>(null)
	const base = `/api/v1/projects/${projectId}/exports`
	const isRunning = progress?.state === 'running'
	useEffect(() => {
		if (id === null || !isRunning) return
		const timer = setInterval(() => void ask(`${base}/${id}`).then(setProgress), ASK_EVERY_MS)
		return () => clearInterval(timer)
	}, [id, isRunning, base])
	return {
		progress,
		tarHref: id === null ? null : `${base}/${id}/tar`,
		async start(wish: ExportWish) {
			setProgress({ state: 'running', share: 0 })
			const begun = await begin(base, wish)
			if ('sentence' in begun) setProgress({ state: 'failed', sentence: begun.sentence })
			else setId(begun.id)
		},
		async cancel() {
			if (id !== null) await fetch(`${base}/${id}`, { method: 'DELETE' }).catch(() => null)
		},
	}
}

async function begin(
	base: string,
	wish: ExportWish,
): Promise<{ id: string } | { sentence: string }> {
	try {
		const response = await fetch(base, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ ...wish, formats: ['parquet', 'jsonl'] }),
		})
		const answer: unknown = await response.json()
		if (response.ok) return StartedSchema.parse(answer)
		return { sentence: RefusalSchema.parse(answer).message }
	} catch {
		return { sentence: LOST }
	}
}

async function ask(href: string): Promise<ExportProgress> {
	try {
		const response = await fetch(href)
		if (response.ok) return StateSchema.parse(await response.json())
		return { state: 'failed', sentence: 'This export is not kept any more. Make it again.' }
	} catch {
		return { state: 'failed', sentence: LOST }
	}
}
