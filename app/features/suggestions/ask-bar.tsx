/** The foot of the tray: look the scene or a panel over, about anything or about one thing. */
import { ChevronDown, Clapperboard, Image, PenLine, Sparkles } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { z } from 'zod'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuSeparator } from '#app/ui/menu.tsx'
import {
	CATEGORIES,
	CATEGORY_LABELS,
	type Category,
	CategorySchema,
} from '#core/suggestions/suggestion-record.ts'
import styles from './tray.module.css'
import type { Question } from './use-ask.ts'

export function AskBar(props: {
	/** The panel in hand, if one is. */
	panel: { id: string; label: string } | null
	isBusy: boolean
	onAsk: (question: Question) => void
	/** Null = may not propose, or no panel is in hand. */
	onPropose: (() => void) | null
	canAsk: boolean
	sceneId: string
	settings: ReactNode
}) {
	const { panel, isBusy, onAsk } = props
	const [about, setAbout] = useState<'scene' | 'panel'>('scene')
	const [{ counts, makesPictures }, setOutlook] = useState(NO_OUTLOOK)
	const isPanel = about === 'panel' && panel !== null
	const targetId = isPanel ? panel.id : null
	const look = (open: boolean) => {
		if (open) void outlook(props.sceneId, targetId).then(setOutlook)
	}
	const what = isPanel ? panel.label : 'this scene'
	return (
		<div className={styles.ask}>
			{props.canAsk ? (
				<>
					<Button
						busy={isBusy}
						icon={<Icon of={Sparkles} size={14} />}
						onClick={() => onAsk({ ask: 'round', category: null, targetId })}
					>
						Look {what} over
					</Button>
					<Menu
						onOpenChange={look}
						trigger={
							<Button disabled={isBusy}>
								What about… <Icon of={ChevronDown} size={14} />
							</Button>
						}
					>
						{panel ? (
							<>
								<MenuChoices
									value={about}
									onValueChange={(value) => setAbout(value === 'panel' ? 'panel' : 'scene')}
									options={[
										{ value: 'scene', label: 'The whole scene' },
										{ value: 'panel', label: `Only ${panel.label}` },
									]}
								/>
								<MenuSeparator />
							</>
						) : null}
						<MenuLabel>What about…</MenuLabel>
						{CATEGORIES.map((category) => (
							<MenuItem key={category} onSelect={() => onAsk({ ask: 'round', category, targetId })}>
								{CATEGORY_LABELS[category]}
								{counts.get(category) ? (
									<span className={styles.count}>{counts.get(category)}</span>
								) : null}
							</MenuItem>
						))}
						<MenuSeparator />
						<MenuItem
							icon={<Icon of={Clapperboard} size={14} />}
							onSelect={() => onAsk({ ask: 'breakdown' })}
						>
							Break down this scene
						</MenuItem>
						{panel && makesPictures ? <PictureItems panel={panel} onAsk={onAsk} /> : null}
					</Menu>
				</>
			) : null}
			{props.onPropose ? (
				<Button icon={<Icon of={PenLine} size={14} />} onClick={props.onPropose}>
					Propose
				</Button>
			) : null}
			{props.settings}
		</div>
	)
}

/** Only where a model of the film makes pictures. */
function PictureItems({
	panel,
	onAsk,
}: {
	panel: { id: string; label: string }
	onAsk: (question: Question) => void
}) {
	const icon = <Icon of={Image} size={14} />
	const ask = (as: 'panel' | 'new') => onAsk({ ask: 'picture', panelId: panel.id, as })
	return (
		<>
			<MenuItem icon={icon} onSelect={() => ask('panel')}>
				A picture for {panel.label}
			</MenuItem>
			<MenuItem icon={icon} onSelect={() => ask('new')}>
				A new panel after it, as a picture
			</MenuItem>
		</>
	)
}

const OutlookSchema = z.object({
	counts: z.array(z.object({ category: CategorySchema, count: z.number() })),
	makesPictures: z.boolean(),
})
interface Outlook {
	counts: ReadonlyMap<Category, number>
	makesPictures: boolean
}
const NO_OUTLOOK: Outlook = { counts: new Map(), makesPictures: false }

/** How much there is to say on each; nothing when it cannot be known just now. */
async function outlook(sceneId: string, targetId: string | null): Promise<Outlook> {
	try {
		const about = targetId === null ? '' : `?target=${encodeURIComponent(targetId)}`
		const response = await fetch(`/api/v1/boards/${sceneId}/suggestions${about}`)
		const { counts, makesPictures } = OutlookSchema.parse(await response.json())
		return {
			counts: new Map(counts.map(({ category, count }) => [category, count])),
			makesPictures,
		}
	} catch {
		return NO_OUTLOOK
	}
}
