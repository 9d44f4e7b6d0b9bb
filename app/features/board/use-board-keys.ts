/**
 * The board's keys, wherever the focus is on the page: a press becomes a chord, the person's keymap
 * says which command of the registry it means there. Read before tldraw sees it: with panels chosen,
 * arrows walk the story instead of nudging shapes. No key is known here by name.
 */
import { useEffect } from 'react'
import { chordOf } from '#app/ui/commands/key-chord.ts'
import { commandFor } from '#app/ui/commands/keymap.ts'
import { useCommandContext } from '#app/ui/commands/use-commands.tsx'
import { isHere } from './board-focus.ts'
import type { BoardHand } from './panel-actions.ts'

export function useBoardKeys(hand: BoardHand | null): void {
	const { registry, keymap } = useCommandContext()
	useEffect(() => {
		if (!hand) return undefined
		const listen = (event: KeyboardEvent) => {
			const chord = event.defaultPrevented || event.isComposing ? null : chordOf(event)
			if (chord === null) return
			const command = commandFor(registry.list(), keymap, chord, (place) =>
				isHere(hand, event.target, place),
			)
			if (!command) return
			event.preventDefault()
			event.stopImmediatePropagation()
			command.run()
		}
		window.addEventListener('keydown', listen, { capture: true })
		return () => window.removeEventListener('keydown', listen, { capture: true })
	}, [hand, registry, keymap])
}
