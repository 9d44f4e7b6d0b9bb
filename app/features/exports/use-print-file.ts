/** A print made by the server: begun, followed, and fetched when it is done. */
import { useState } from 'react'
import type { PrintSettings } from '#core/exports/print-settings.ts'

export interface PrintFileRequest {
	kind: 'pdf' | 'png'
	sceneId: string | null
	settings: PrintSettings
	/** Null = all of them. */
	panelIds: readonly string[] | null
}
const FOLLOW_EVERY_MS = 400

export function usePrintFile(projectId: string) {
	const [busy, setBusy] = useState<'pdf' | 'png' | null>(null)
	const [percent, setPercent] = useState(0)
	const [problem, setProblem] = useState<string | null>(null)
	const address = `/api/v1/projects/${projectId}/prints`
	async function follow(request: PrintFileRequest) {
		const { id } = await ask<{ id: string }>(address, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(request),
		})
		for (;;) {
			const state = await ask<{ state: string; share?: number; sentence?: string }>(
				`${address}/${id}`,
			)
			if (state.state === 'done') return window.location.assign(`${address}/${id}/file`)
			if (state.state !== 'running') throw new Error(state.sentence ?? 'The print was cancelled.')
			setPercent(Math.round(100 * (state.share ?? 0)))
			await new Promise((resolve) => window.setTimeout(resolve, FOLLOW_EVERY_MS))
		}
	}
	const make = (request: PrintFileRequest) => {
		setBusy(request.kind)
		setPercent(0)
		setProblem(null)
		follow(request)
			.catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)))
			.finally(() => setBusy(null))
	}
	return { busy, percent, problem, make }
}

async function ask<T>(address: string, init?: RequestInit): Promise<T> {
	const response = await fetch(address, init)
	const answer: T & { message?: string } = await response.json()
	if (!response.ok) throw new Error(answer.message ?? 'The server could not do that.')
	return answer
}
