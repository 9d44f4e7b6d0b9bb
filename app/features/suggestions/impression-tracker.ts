/**
 * Adds up how long each card was really in view. A card at least half visible for a second is told
 * once at that moment (so that a crash does not lose it) and once more, with its whole time, when it
 * goes away. No DOM here: use-impression.ts feeds it and sends what it tells.
 */
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'

export const VIEWED_FRACTION = 0.5
const VIEWED_AFTER_MS = 1000
/** A ghost that only flashed by was not looked at. */
const PREVIEWED_AFTER_MS = 250

export type SeenSuggestion = Pick<SuggestionRecord, 'id' | 'slateId' | 'position'>
/** One row for the log, before it has its event id. */
export interface View {
	kind: 'viewed' | 'previewed'
	slateId: string
	suggestionId: string
	position: number
	maxVisibleFrac: number
	/** The whole time in view of this visit so far, milliseconds. */
	dwellMs: number
	clientTsMs: number
}
interface Watch {
	suggestion: SeenSuggestion
	fraction: number
	maxFraction: number
	since: number | null
	dwellMs: number
	toldMs: number
	timer: number
}
export interface TrackerOptions {
	now(): number
	tell(view: View): void
	setTimer(run: () => void, ms: number): number
	clearTimer(timer: number): void
}

/** One visit of the tray; `leave` ends it. */
export class ImpressionTracker {
	readonly #options: TrackerOptions
	readonly #watches = new Map<string, Watch>()
	#preview: { suggestion: SeenSuggestion; since: number } | null = null
	#hidden = false

	constructor(options: TrackerOptions) {
		this.#options = options
	}

	/** How much of the card can be seen now, 0 to 1. */
	see(suggestion: SeenSuggestion, fraction: number): void {
		const watch = this.#watches.get(suggestion.id) ?? this.#add(suggestion)
		watch.fraction = fraction
		watch.maxFraction = Math.max(watch.maxFraction, fraction)
		this.#update(watch)
	}

	/** The card is gone from the tray. */
	gone(suggestionId: string): void {
		const watch = this.#watches.get(suggestionId)
		if (!watch) return
		this.#pause(watch)
		this.#tell(watch)
		this.#watches.delete(suggestionId)
	}

	/** A verdict is a look, however quick. */
	decided(suggestion: SeenSuggestion): void {
		const watch = this.#watches.get(suggestion.id) ?? this.#add(suggestion)
		if (watch.toldMs > 0) return
		this.#pause(watch)
		watch.maxFraction = Math.max(watch.maxFraction, VIEWED_FRACTION)
		watch.dwellMs = Math.max(1, watch.dwellMs)
		this.#send(watch)
		this.#update(watch)
	}

	/** The ghost of this suggestion appeared; null = it went away. */
	preview(suggestion: SeenSuggestion | null): void {
		const last = this.#preview
		if (last?.suggestion.id === suggestion?.id) return
		const now = this.#options.now()
		this.#preview = suggestion ? { suggestion, since: now } : null
		if (!last || now - last.since < PREVIEWED_AFTER_MS) return
		this.#options.tell(
			viewOf('previewed', last.suggestion, {
				maxVisibleFrac: 1,
				dwellMs: now - last.since,
				clientTsMs: now,
			}),
		)
	}

	/** The page went to the back or came to the front. */
	setHidden(hidden: boolean): void {
		this.#hidden = hidden
		for (const watch of this.#watches.values()) this.#update(watch)
		if (!hidden) return
		this.preview(null)
		for (const watch of this.#watches.values()) this.#tell(watch)
	}

	/** Tells what is left and forgets everything. */
	leave(): void {
		this.preview(null)
		for (const id of [...this.#watches.keys()]) this.gone(id)
	}

	#add(suggestion: SeenSuggestion): Watch {
		const watch: Watch = {
			suggestion,
			fraction: 0,
			maxFraction: 0,
			since: null,
			dwellMs: 0,
			toldMs: 0,
			timer: 0,
		}
		this.#watches.set(suggestion.id, watch)
		return watch
	}

	#update(watch: Watch): void {
		if (this.#hidden || watch.fraction < VIEWED_FRACTION) {
			this.#pause(watch)
			return
		}
		if (watch.since !== null) return
		watch.since = this.#options.now()
		if (watch.toldMs > 0) return
		const left = Math.max(0, VIEWED_AFTER_MS - watch.dwellMs)
		watch.timer = this.#options.setTimer(() => {
			this.#pause(watch)
			this.#tell(watch)
			this.#update(watch)
		}, left)
	}

	#pause(watch: Watch): void {
		this.#options.clearTimer(watch.timer)
		if (watch.since === null) return
		watch.dwellMs += this.#options.now() - watch.since
		watch.since = null
	}

	#tell(watch: Watch): void {
		if (watch.dwellMs < VIEWED_AFTER_MS || watch.dwellMs - watch.toldMs < 1) return
		this.#send(watch)
	}

	#send(watch: Watch): void {
		watch.toldMs = watch.dwellMs
		const { maxFraction: maxVisibleFrac, dwellMs } = watch
		this.#options.tell(
			viewOf('viewed', watch.suggestion, {
				maxVisibleFrac,
				dwellMs,
				clientTsMs: this.#options.now(),
			}),
		)
	}
}

function viewOf(
	kind: View['kind'],
	suggestion: SeenSuggestion,
	seen: Pick<View, 'maxVisibleFrac' | 'dwellMs' | 'clientTsMs'>,
): View {
	return {
		kind,
		slateId: suggestion.slateId,
		suggestionId: suggestion.id,
		position: suggestion.position,
		...seen,
		dwellMs: Math.round(seen.dwellMs),
	}
}

/**
 * How much of a card is seen, 0 to 1. A card taller than the tray can never be half visible: filling
 * half of the tray counts too. A window that has no height yet (one just opened) shows nothing.
 */
export function visibleFraction(entry: {
	intersectionRatio: number
	intersectionRect: { height: number }
	rootBounds: { height: number } | null
}): number {
	const root = entry.rootBounds?.height ?? 0
	const ofRoot = root > 0 ? entry.intersectionRect.height / root : 0
	return Math.min(1, Math.max(entry.intersectionRatio, ofRoot))
}
