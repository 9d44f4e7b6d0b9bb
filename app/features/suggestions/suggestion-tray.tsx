/**
 * The Suggestions side of the tray: rounds by category, the current card open, verdicts by pointer
 * or by key. It never writes to the board: verdicts are posted to the room, and what becomes of them
 * arrives like every other change. Wrap board and tray in GhostProvider (ghost-context.tsx).
 */
import type { TLStore } from '@tldraw/tlschema'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useToast } from '#app/ui/toast.tsx'
import type { DecisionMessage } from '#core/api/decision-message.ts'
import { sortInStoryOrder } from '#core/board/order.ts'
import type { Person } from '#core/board/person.ts'
import { panelsOf } from '#core/suggestions/board-records.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { OwnStep } from '#core/sync/undo-rebase.ts'
import { AskBar } from './ask-bar.tsx'
import { AskInWords } from './ask-in-words.tsx'
import { boardReader, findSuggestion, panelOfSuggestion, useSuggestions } from './board-records.ts'
import type { CardProps } from './card-props.ts'
import type { Delivery } from './decision-outbox.ts'
import { EarlierDecisions } from './earlier-decisions.tsx'
import { useGhost } from './ghost-context.tsx'
import { OpinionLine } from './opinion-line.tsx'
import { ProposeForm } from './propose-form.tsx'
import { useReshapeTray } from './reshape/use-reshape-tray.ts'
import { earlierDecisions, slatesOnTray } from './slates.ts'
import { cardClass, SuggestionCard } from './suggestion-card.tsx'
import styles from './tray.module.css'
import { focusCard, inHand, isHandHere, panelLabel, placeLabel } from './tray-labels.ts'
import { AskingCard, HeldLine, NothingYet, SlateHead } from './tray-parts.tsx'
import { TraySettings } from './tray-settings.tsx'
import { useAsk } from './use-ask.ts'
import { useCardKeys } from './use-card-keys.ts'
import { useDecide } from './use-decide.ts'
import { useImpressions } from './use-impression.ts'
import { useNews } from './use-news.ts'
import { useOpenedInView } from './use-opened-in-view.ts'
import { useOvertaken } from './use-overtaken.ts'
import { useQuiet } from './use-quiet.ts'

export interface SuggestionTrayProps {
	/** The scene's bare id, as in `board:<sceneId>`. */
	sceneId: string
	projectId: string
	/** The board's store. */
	store: TLStore
	/** The drawing surface, once it is there; takes the focus back on Escape. */
	editor: { focus(): unknown; blur(options?: { blurContainer: boolean }): unknown } | null
	person: Pick<Person, 'userId' | 'name' | 'color'>
	/** `can(role, 'suggestion.decide')` and `can(role, 'suggestion.request')`. */
	canDecide: boolean
	/** `can(role, 'suggestion.propose')`. */
	canPropose?: boolean
	frameRate: number
	/** Width ÷ height of the project's panels. */
	aspectRatio: number
	/** Selects a panel and brings it into view. */
	onFocusPanel(panelId: string): void
	/** The panel's printed number; without it panels are called by their place. */
	numberOf?(panelId: string): string | null
	/** The panel in hand: "Only 4C-1" in the menu. */
	currentPanelId?: string | null
	/** Each verdict of this person's as a step of the board's undo stack. */
	onStep?(step: OwnStep): void
}

export function SuggestionTray(props: SuggestionTrayProps) {
	const { sceneId, projectId, store, person, frameRate, aspectRatio } = props
	const all = useSuggestions(store)
	const quiet = useQuiet(all, person.userId)
	const suggestions = quiet.shown
	const tray = useRef<HTMLDivElement>(null)
	const ghost = useGhost()
	const toast = useToast()
	const [chosenId, setChosenId] = useState<string | null>(null)
	const [proposal, setProposal] = useState<{ panelId: string; answers: string | null } | null>(null)
	const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
	const [opinions, setOpinions] = useState<ReadonlyMap<string, string>>(new Map())
	const news = useNews(suggestions, person.userId)
	const overtaken = useOvertaken(store, suggestions, { sceneId, aspectRatio, frameRate })
	const impressions = useImpressions({ projectId, sceneId })

	const slates = useMemo(
		() =>
			slatesOnTray(
				suggestions.filter(({ id }) => !hidden.has(id)),
				news.touched,
			),
		[suggestions, hidden, news.touched],
	)
	const cards = useMemo(() => slates.flatMap((slate) => slate.cards), [slates])
	const open = cards.filter((card) => card.status === 'open')
	const currentId = (open.find(({ id }) => id === chosenId) ?? open[0])?.id ?? null

	const onRound = useCallback((ids: string[]) => {
		const [first] = ids
		if (first) setChosenId(first)
	}, [])
	const asking = useAsk({ sceneId, onRound })
	const onDelivery = useDelivery({ toast, setOpinions })
	const { decide, pending, waiting } = useDecide({
		userId: person.userId,
		sceneId,
		onDelivery,
		onStep: (step) => props.onStep?.(step),
		find: (id) => findSuggestion(store, id),
	})
	const send = (
		suggestion: SuggestionRecord,
		draft: Pick<DecisionMessage, 'verdict' | 'surface'> & Partial<DecisionMessage>,
	) => {
		if (draft.verdict !== 'reasons' && pending.has(suggestion.id)) return
		impressions.decided(suggestion)
		if (reshape.suggestionId === suggestion.id) reshape.end()
		decide({ ...draft, suggestionId: suggestion.id })
	}
	const advance = (from: SuggestionRecord) => {
		const at = open.findIndex(({ id }) => id === from.id)
		const next = open[at + 1] ?? open.find(({ id }) => id !== from.id)
		setChosenId(next?.id ?? null)
		if (tray.current && isHandHere(tray.current)) focusCard(tray.current, next?.id ?? from.id)
	}
	const find = (id: string) => cards.find((card) => card.id === id)
	const verdict = (id: string, what: 'accept' | 'reject', surface: 'card' | 'shortcut') => {
		const suggestion = find(id)
		if (suggestion?.status !== 'open' || overtaken.has(id) || !props.canDecide) return
		// Accepting what is just being changed takes it as it was changed.
		if (what === 'accept' && reshape.suggestionId === id) return reshape.accept()
		send(suggestion, { verdict: what, surface })
		advance(suggestion)
	}

	const tell = useCallback((title: string) => toast({ title }), [toast])
	const reshape = useReshapeTray({
		...{ store, aspectRatio, suggestions, overtaken, tell, userId: person.userId },
		onAccept(suggestion, edit) {
			send(suggestion, { verdict: 'edit_accept', edit, surface: 'card' })
			advance(suggestion)
		},
		onGiveUp: (id) => tray.current && focusCard(tray.current, id),
	})
	const edit = (id: string) => {
		const suggestion = find(id)
		if (suggestion?.status !== 'open' || overtaken.has(id) || !props.canDecide) return
		setChosenId(id)
		ghost.show(id)
		reshape.begin(suggestion)
	}

	useCardKeys(tray, {
		onAccept: (id) => verdict(id, 'accept', 'shortcut'),
		onReject: (id) => verdict(id, 'reject', 'shortcut'),
		onEdit: (id) => edit(id),
		onLeave: () => {
			if (reshape.suggestionId !== null) return reshape.giveUp()
			ghost.show(null)
			props.editor?.focus()
		},
	})
	const { focusRequest } = ghost
	useEffect(() => {
		if (focusRequest.count === 0 || !tray.current) return
		if (focusRequest.suggestionId) setChosenId(focusRequest.suggestionId)
		focusCard(tray.current, focusRequest.suggestionId)
	}, [focusRequest])

	useOpenedInView(tray, reshape.suggestionId ?? chosenId)

	const showGhost = (suggestion: SuggestionRecord | null) => {
		const shown = suggestion && suggestion.status === 'open' ? suggestion : null
		ghost.show(shown?.id ?? null)
		impressions.preview(shown)
	}
	const reader = boardReader(store)
	const label = (panelId: string | null) =>
		panelId === null ? null : panelLabel(reader, panelId, props.numberOf)
	const cardProps = (suggestion: SuggestionRecord): CardProps => {
		const panelId = panelOfSuggestion(reader, suggestion)
		return {
			suggestion,
			store,
			personId: person.userId,
			frameRate,
			aspectRatio,
			isCurrent: suggestion.id === currentId,
			changing: reshape.changingOf(suggestion.id),
			isBegun: reshape.keptIds.has(suggestion.id),
			isOvertaken: overtaken.has(suggestion.id),
			isPending: pending.has(suggestion.id),
			canDecide: props.canDecide,
			canPropose: props.canPropose ?? false,
			canTakeBack:
				props.canDecide && [suggestion.decidedBy, suggestion.requesterId].includes(person.userId),
			secondOpinion: opinions.get(suggestion.id) ?? null,
			panelLabel: placeLabel(suggestion, label(panelId)),
			panels: sortInStoryOrder(panelsOf(reader)).map(({ id }) => ({ id, label: label(id) ?? '' })),
			onAccept: () => verdict(suggestion.id, 'accept', 'card'),
			onReject: () => verdict(suggestion.id, 'reject', 'card'),
			onEdit: () => edit(suggestion.id),
			onCancelEdit: reshape.giveUp,
			onAcceptEdited: reshape.accept,
			onDismiss: () => {
				if (suggestion.status === 'open') send(suggestion, { verdict: 'dismiss', surface: 'card' })
				else setHidden((last) => new Set(last).add(suggestion.id))
				advance(suggestion)
			},
			onNotHere: (scope) => {
				send(suggestion, { verdict: 'not_here', scope, surface: 'card' })
				advance(suggestion)
			},
			onAnswer: () => {
				const target = panelId ?? props.currentPanelId
				if (target) setProposal({ panelId: target, answers: suggestion.id })
			},
			onTakeBack: () => send(suggestion, { verdict: 'retract', surface: 'card' }),
			onWhy: (why) => send(suggestion, { verdict: 'reasons', surface: 'card', ...why }),
			onCheckAgain: () => {
				setHidden((last) => new Set(last).add(suggestion.id))
				const targetId = suggestion.targetId.startsWith('scene:') ? null : suggestion.targetId
				asking.ask({ ask: 'round', category: suggestion.category, targetId })
			},
			onFocusPanel: () => panelId && props.onFocusPanel(panelId),
		}
	}
	const proposed = proposal ? inHand(proposal.panelId, label) : null
	const earlier = earlierDecisions(suggestions, slates)
	return (
		<div
			className={styles.tray}
			ref={tray}
			data-own-keys
			onFocusCapture={() => props.editor?.blur({ blurContainer: false })}
		>
			<div className={styles.body}>
				{asking.question ? <AskingCard progress={asking.progress} onStop={asking.stop} /> : null}
				{asking.message ? (
					<p className={styles.nothing} role="status">
						{asking.message}
					</p>
				) : null}
				{slates.map((slate) => (
					<section key={slate.slateId} className={styles.slate}>
						<SlateHead slate={slate} personId={person.userId} label={label} />
						{slate.cards.map((suggestion) => {
							const each = cardProps(suggestion)
							return (
								<article
									key={suggestion.id}
									ref={impressions.watch(suggestion)}
									className={cardClass(each)}
									tabIndex={each.isCurrent || open.length === 0 ? 0 : -1}
									data-suggestion={suggestion.id}
									data-open={suggestion.status === 'open' && !each.isOvertaken}
									aria-label={`${suggestion.title}, ${suggestion.position + 1} of ${suggestion.slateSize}`}
									aria-current={each.isCurrent || undefined}
									onFocus={() => {
										if (suggestion.status === 'open') setChosenId(suggestion.id)
										showGhost(suggestion)
									}}
									onBlur={() => showGhost(null)}
									onClick={() => suggestion.status === 'open' && setChosenId(suggestion.id)}
									onKeyDown={(event) =>
										event.key === 'Enter' &&
										event.target === event.currentTarget &&
										each.onFocusPanel()
									}
									onMouseEnter={() => showGhost(suggestion)}
									onMouseLeave={() => showGhost(null)}
								>
									<SuggestionCard {...each} />
								</article>
							)
						})}
					</section>
				))}
				{cards.length === 0 && !asking.question ? (
					<NothingYet
						canAsk={props.canDecide}
						onAsk={() => asking.ask({ ask: 'round', category: null, targetId: null })}
					/>
				) : null}
				<EarlierDecisions
					decisions={earlier}
					canTakeBack={(each) => cardProps(each).canTakeBack}
					onTakeBack={(each) => send(each, { verdict: 'retract', surface: 'card' })}
				/>
			</div>
			<div>
				{waiting > 0 ? (
					<p className={styles.waiting} role="status">
						No connection. {waiting === 1 ? 'One answer waits' : `${waiting} answers wait`} on this
						device.
					</p>
				) : null}
				<HeldLine quiet={quiet} />
				{props.canDecide ? <OpinionLine projectId={projectId} isQuiet={quiet.isStill} /> : null}
				{props.canDecide && !proposal ? (
					<AskInWords
						panel={inHand(props.currentPanelId ?? null, label)}
						isBusy={asking.question !== null}
						onAsk={asking.ask}
					/>
				) : null}
				{proposal && proposed ? (
					<ProposeForm
						key={`${proposal.panelId} ${proposal.answers}`}
						{...{ sceneId, store, frameRate }}
						panel={proposed}
						answers={proposal.answers}
						onDone={(title) => {
							setProposal(null)
							toast({ title })
						}}
						onCancel={() => setProposal(null)}
					/>
				) : props.canDecide || props.canPropose ? (
					<AskBar
						canAsk={props.canDecide}
						onPropose={
							props.canPropose && props.currentPanelId
								? () => setProposal({ panelId: props.currentPanelId ?? '', answers: null })
								: null
						}
						settings={<TraySettings {...{ projectId, quiet }} canDecide={props.canDecide} />}
						panel={inHand(props.currentPanelId ?? null, label)}
						isBusy={asking.question !== null}
						onAsk={asking.ask}
						sceneId={sceneId}
					/>
				) : null}
			</div>
			<p className="visually-hidden" aria-live="polite">
				{news.offered}
			</p>
			<p className="visually-hidden" aria-live="assertive">
				{news.decided}
			</p>
		</div>
	)
}

function useDelivery(options: {
	toast: ReturnType<typeof useToast>
	setOpinions: (change: (last: ReadonlyMap<string, string>) => ReadonlyMap<string, string>) => void
}): (delivery: Delivery) => void {
	const { toast, setOpinions } = options
	return (delivery) => {
		if (delivery.outcome === 'refused') {
			toast({ title: delivery.reason, tone: 'danger' })
			return
		}
		if (delivery.outcome !== 'answered') return
		const { message, answer } = delivery
		// A verdict that never arrived was taken back: there is nothing to tell.
		const isMoot = message.of !== undefined && !answer.applied && answer.status === 'open'
		if (isMoot || !answer.message) return
		if (answer.decidedByName && !answer.applied) {
			const sentence = answer.message
			setOpinions((last) => new Map(last).set(message.suggestionId, sentence))
		}
		toast({ title: answer.message })
	}
}
