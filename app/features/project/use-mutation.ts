/**
 * Sends a form's fields to this page's action without leaving it, and says so when it is refused.
 * Everything the pages change goes through here or through a `<Form>`; a GET never changes anything.
 */
import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import { useToast } from '#app/ui/toast.tsx'

interface Answer {
	ok: boolean
	message?: string
}

/** `send({ intent, … })`; `busy` until the page shows the result; `onDone` once it went in. */
export function useMutation(onDone?: () => void) {
	const fetcher = useFetcher<Answer>()
	const toast = useToast()
	const { data, state } = fetcher
	// biome-ignore lint/correctness/useExhaustiveDependencies: each answer is told once, whatever the caller's function is by then.
	useEffect(() => {
		if (state !== 'idle' || !data) return
		if (data.ok) onDone?.()
		else toast({ tone: 'danger', title: data.message ?? 'That did not work. Try again.' })
	}, [data, state])
	return {
		busy: state !== 'idle',
		error: data && !data.ok ? (data.message ?? null) : null,
		send: (fields: Record<string, string>) => fetcher.submit(fields, { method: 'post' }),
		Form: fetcher.Form,
	}
}
