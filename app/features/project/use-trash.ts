/** Throwing away without a question: it goes at once, and one press on the toast puts it back. */
import { useFetcher } from '@remix-run/react'
import { useRef } from 'react'
import { useToast } from '#app/ui/toast.tsx'
import { useMutation } from './use-mutation.ts'

interface Thing {
	/** As the toast calls it. */
	name: string
	/** The fields that throw it away here, and those that put it back at /trash. */
	trash: Record<string, string>
	restore: Record<string, string>
}

/** `throwAway(thing)`; the component that calls this must outlive the thing. */
export function useTrash(): (thing: Thing) => void {
	const toast = useToast()
	const back = useFetcher()
	const last = useRef<Thing | null>(null)
	const { send } = useMutation(() => {
		const thing = last.current
		if (!thing) return
		const putBack = () => back.submit(thing.restore, { method: 'post', action: '/trash' })
		toast({
			title: `${thing.name} is in the trash`,
			action: { label: 'Put back', onSelect: putBack },
		})
	})
	return (thing) => {
		last.current = thing
		send(thing.trash)
	}
}
