/**
 * The suggestion that is being changed, shared by the card in the tray and the handles on the wall.
 * The tray sends it: whatever takes it, from wherever, calls `accept`.
 */
import {
	createContext,
	type ReactNode,
	useCallback,
	useContext,
	useEffect,
	useMemo,
	useRef,
	useState,
} from 'react'
import type { Edit } from '#core/suggestions/edit.ts'
import { type EditDraft, editOfDraft } from '#core/suggestions/reshape/edit-draft.ts'
import { beginReshaping, type Reshaping } from './reshaping.ts'

export interface ReshapeHand {
	now: Reshaping | null
	/** @param half a version to go on with */
	begin(suggestion: { id: string; edit: Edit }, half?: EditDraft | null): void
	change(next: (last: Reshaping) => Reshaping): void
	accept(): void
	giveUp(): void
	/** Puts it away without a word. */
	end(): void
	/** Who hears of `accept` and `giveUp`: the tray. */
	listen(ear: ReshapeEar): () => void
}
export interface ReshapeEar {
	onAccept(suggestionId: string, edit: Edit): void
	onGiveUp(suggestionId: string): void
}

const ReshapeContext = createContext<ReshapeHand>({
	now: null,
	begin: () => undefined,
	change: () => undefined,
	accept: () => undefined,
	giveUp: () => undefined,
	end: () => undefined,
	listen: () => () => undefined,
})

export function ReshapeProvider({ children }: { children: ReactNode }) {
	const [now, setNow] = useState<Reshaping | null>(null)
	const latest = useRef(now)
	latest.current = now
	const ear = useRef<ReshapeEar | null>(null)
	const listen = useCallback((heard: ReshapeEar) => {
		ear.current = heard
		return () => {
			if (ear.current === heard) ear.current = null
		}
	}, [])
	// Each of these is the same for as long as the page stands.
	const acts = useMemo(
		() => ({
			begin: (suggestion: { id: string; edit: Edit }, half?: EditDraft | null) =>
				setNow(beginReshaping(suggestion, half)),
			change: (next: (last: Reshaping) => Reshaping) => setNow((last) => last && next(last)),
			end: () => setNow(null),
			accept() {
				const last = latest.current
				if (last) ear.current?.onAccept(last.suggestionId, editOfDraft(last.draft))
			},
			giveUp() {
				const last = latest.current
				setNow(null)
				if (last) ear.current?.onGiveUp(last.suggestionId)
			},
		}),
		[],
	)
	const value = useMemo<ReshapeHand>(() => ({ now, listen, ...acts }), [now, listen, acts])
	return <ReshapeContext.Provider value={value}>{children}</ReshapeContext.Provider>
}

export function useReshaping(): ReshapeHand {
	return useContext(ReshapeContext)
}

/** Hears what becomes of the suggestion that is being changed. */
export function useReshapeEar(ear: ReshapeEar): void {
	const { listen } = useReshaping()
	const latest = useRef(ear)
	latest.current = ear
	useEffect(
		() =>
			listen({
				onAccept: (id, edit) => latest.current.onAccept(id, edit),
				onGiveUp: (id) => latest.current.onGiveUp(id),
			}),
		[listen],
	)
}
