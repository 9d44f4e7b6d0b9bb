/** What was decided before on this board, folded away; each can still be taken back by whom it belongs to. */
import { Undo2 } from 'lucide-react'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Tag } from '#app/ui/tag.tsx'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import styles from './tray.module.css'
import { STATUS_WORDS } from './words.tsx'

/** More is the research page's. */
const MAX_SHOWN = 40

export function EarlierDecisions(props: {
	decisions: readonly SuggestionRecord[]
	canTakeBack: (suggestion: SuggestionRecord) => boolean
	onTakeBack: (suggestion: SuggestionRecord) => void
}) {
	const { decisions, canTakeBack, onTakeBack } = props
	if (decisions.length === 0) return null
	return (
		<details className={styles.earlier}>
			<summary>Decided before ({decisions.length})</summary>
			<ul>
				{decisions.slice(0, MAX_SHOWN).map((each) => (
					<li key={each.id}>
						<span title={each.title}>{each.title}</span>
						<Tag tone={each.status === 'accepted' || each.status === 'edited' ? 'ok' : 'plain'}>
							{STATUS_WORDS[each.status]}
						</Tag>
						{canTakeBack(each) ? (
							<IconButton
								label={`Take back: ${each.title}`}
								size="small"
								onClick={() => onTakeBack(each)}
							>
								<Icon of={Undo2} size={14} />
							</IconButton>
						) : null}
					</li>
				))}
			</ul>
		</details>
	)
}
