/** The print page: how it is laid out at the left, the pages as they come out of the printer at the right. */
import { Download, FileArchive, Printer } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Switch } from '#app/ui/switch.tsx'
import { Crumbs, Spacer, Topbar } from '#app/ui/topbar.tsx'
import { type CustomField, customDefinitions } from '#core/board/custom-field.ts'
import type { OmittedShot } from '#core/board/number-lock.ts'
import { choosePanels } from '#core/exports/chosen-panels.ts'
import { frameOf, layOutPages } from '#core/exports/page-geometry.ts'
import { NOTES_FIELD, type PanelNotes } from '#core/exports/panel-notes.ts'
import { CAMERA_FIELD, printScenes } from '#core/exports/print-panels.ts'
import {
	LAYOUTS,
	MAX_PER_PAGE,
	PAPER_NAMES,
	type PrintSettings,
	PrintSettingsSchema,
} from '#core/exports/print-settings.ts'
import { listColumns } from '#core/shot-list/list-column.ts'
import type { ListedPanel, ListedScene } from '#core/shot-list/list-row.ts'
import { LogoField } from './logo-field.tsx'
import styles from './print-page.module.css'
import { Paper, type PictureUrl } from './printed-page.tsx'
import { usePrintFile } from './use-print-file.ts'

export interface PrintPageProps {
	project: {
		projectId: string
		title: string
		frameRate: number
		aspectRatio: number
		customFields: CustomField[]
	}
	scenes: readonly ListedScene[]
	panels: readonly ListedPanel[]
	notes: readonly PanelNotes[]
	/** Scene id -> shots that read OMITTED. */
	omitted: Readonly<Record<string, readonly OmittedShot[]>>
	/** Null = the film. */
	sceneId: string | null
	onScene: (sceneId: string | null) => void
	settings: PrintSettings
	/** Keeps the settings with the project; null when one may not. */
	onRemember: ((settings: PrintSettings) => void) | null
	printedAt: string
	/** Brings a picture in and answers its hash; an Error's message is a sentence for the person. */
	uploadLogo: (file: File) => Promise<string>
	account: ReactNode
}

const LAYOUT_WORDS = {
	grid: 'Panels, words below',
	strip: 'Strip, words beside',
	contact: 'Contact sheet',
} as const

export function PrintPage(props: PrintPageProps) {
	const { project, scenes, panels, notes, omitted, sceneId, onRemember } = props
	const [settings, setSettings] = useState(props.settings)
	const [only, setOnly] = useState('')
	const change = (part: Partial<PrintSettings>) =>
		setSettings(PrintSettingsSchema.parse({ ...settings, ...part }))
	useRemembering(settings, onRemember)
	const columns = useMemo(
		() => listColumns(customDefinitions(project.customFields)),
		[project.customFields],
	)
	const asked = useMemo(
		() =>
			scenes
				.filter((scene) => sceneId === null || scene.sceneId === sceneId)
				.map((scene) => ({
					...scene,
					panels: panels.filter((panel) => panel.sceneId === scene.sceneId),
				})),
		[scenes, panels, sceneId],
	)
	const chosenPanels = useMemo(
		() =>
			choosePanels(
				only,
				asked.flatMap((scene) => scene.panels),
			),
		[only, asked],
	)
	const pages = useMemo(() => {
		const chosen = asked
			.map((scene) => ({
				...scene,
				panels: scene.panels.filter(({ panelId }) => chosenPanels.panelIds.includes(panelId)),
			}))
			.filter((scene) => scene.panels.length > 0)
		const isWhole = only.trim() === ''
		const terms = { settings, columns, notes, frameRate: project.frameRate }
		const printed = printScenes(chosen, { ...terms, omitted: isWhole ? omitted : {} })
		return layOutPages(printed, settings, project.aspectRatio)
	}, [asked, only, chosenPanels, settings, columns, notes, omitted, project])
	const hashes = useMemo(
		() => new Map(panels.map((panel) => [`${panel.sceneId} ${panel.panelId}`, panel.pictureHash])),
		[panels],
	)
	const pictureUrl: PictureUrl = (of, { width, part }) => {
		const hash = hashes.get(`${of.sceneId} ${of.panelId}`)
		const wide = width > 960 ? 1920 : width > 480 ? 960 : 480
		return hash
			? `/pictures/${of.sceneId}/${of.panelId.replace('shape:', '')}/${hash}-${wide}${part === 'overhang' ? '-over' : ''}.png`
			: null
	}
	const isMarked =
		settings.marks && pages.some((page) => page.cells.some(({ panel }) => panel.isFromSuggestion))
	const frame = frameOf(settings)
	const file = usePrintFile(project.projectId)
	const make = (kind: 'pdf' | 'png') =>
		file.make({
			...{ kind, sceneId, settings },
			panelIds: only.trim() === '' ? null : chosenPanels.panelIds,
		})
	return (
		<div className={styles.page}>
			<style>{`@page { size: ${frame.width}pt ${frame.height}pt; margin: 0 }`}</style>
			<Topbar>
				<Crumbs
					items={[
						{ label: project.title, to: `/projects/${project.projectId}` },
						{ label: 'Print' },
					]}
				/>
				<Spacer />
				<span role="status" className="visually-hidden">
					{pages.length} pages
				</span>
				<Button
					variant="plain"
					busy={file.busy === 'png'}
					icon={<Icon of={FileArchive} size={14} />}
					onClick={() => make('png')}
				>
					{file.busy === 'png' ? `Pictures, ${file.percent} %` : 'Pictures (ZIP)'}
				</Button>
				<Button
					busy={file.busy === 'pdf'}
					icon={<Icon of={Download} size={14} />}
					onClick={() => make('pdf')}
				>
					{file.busy === 'pdf' ? `PDF, ${file.percent} %` : 'PDF'}
				</Button>
				<Button
					variant="solid"
					icon={<Icon of={Printer} size={14} />}
					onClick={() => window.print()}
				>
					Print
				</Button>
				{props.account}
			</Topbar>
			<aside className={styles.settings} aria-label="How it is printed">
				<h1 className="visually-hidden">Print {project.title}</h1>
				{file.problem ? (
					<p role="alert" className={styles.problem}>
						{file.problem}
					</p>
				) : null}
				<SelectField
					label="Scenes"
					value={sceneId ?? 'film'}
					onValueChange={(id) => props.onScene(id === 'film' ? null : id)}
					options={[
						{ value: 'film', label: 'All scenes' },
						...scenes.map((scene) => ({
							value: scene.sceneId,
							label: `${scene.number}  ${scene.heading || 'No heading yet'}`,
						})),
					]}
				/>
				<TextField
					label="Only panels"
					placeholder="All, or 2A, 2C-1 to 2E"
					value={only}
					error={
						chosenPanels.unknown.length > 0
							? `Not in what is printed: ${chosenPanels.unknown.join(', ')}.`
							: null
					}
					onChange={(event) => setOnly(event.target.value)}
				/>
				<SelectField
					label="Layout"
					value={settings.layout}
					onValueChange={(value) =>
						change({ layout: LAYOUTS.find((each) => each === value) ?? 'grid' })
					}
					options={LAYOUTS.map((value) => ({ value, label: LAYOUT_WORDS[value] }))}
				/>
				{settings.layout === 'grid' ? (
					<SelectField
						label="Panels on a page"
						value={String(settings.perPage)}
						onValueChange={(value) => change({ perPage: Number(value) })}
						options={Array.from({ length: MAX_PER_PAGE }, (_, i) => ({
							value: String(i + 1),
							label: String(i + 1),
						}))}
					/>
				) : null}
				<SelectField
					label="Paper"
					value={settings.paper}
					onValueChange={(value) =>
						change({ paper: PAPER_NAMES.find((each) => each === value) ?? 'A4' })
					}
					options={PAPER_NAMES.map((value) => ({ value, label: value }))}
				/>
				<SelectField
					label="Orientation"
					value={settings.orientation}
					onValueChange={(value) =>
						change({ orientation: value === 'portrait' ? 'portrait' : 'landscape' })
					}
					options={[
						{ value: 'landscape', label: 'Landscape' },
						{ value: 'portrait', label: 'Portrait' },
					]}
				/>
				<TextField
					label="Under the title"
					maxLength={120}
					value={settings.credit}
					onChange={(event) => change({ credit: event.target.value })}
				/>
				<TextField
					label="Draft or date"
					maxLength={60}
					value={settings.draft}
					onChange={(event) => change({ draft: event.target.value })}
				/>
				<LogoField
					hash={settings.logo}
					upload={props.uploadLogo}
					onChange={(logo) => change({ logo })}
				/>
				<Switch
					label="Numbers"
					checked={settings.numbers}
					onCheckedChange={(numbers) => change({ numbers })}
				/>
				<Switch
					label="Timecode"
					checked={settings.timecode}
					onCheckedChange={(timecode) => change({ timecode })}
				/>
				<Switch
					label="Marks of suggestions"
					checked={settings.marks}
					onCheckedChange={(marks) => change({ marks })}
				/>
				{settings.layout === 'contact' ? null : (
					<Switch
						label="What reaches outside the frame"
						checked={settings.overhang}
						onCheckedChange={(overhang) => change({ overhang })}
					/>
				)}
				<Switch
					label="Lines to write on"
					checked={settings.noteLines}
					onCheckedChange={(noteLines) => change({ noteLines })}
				/>
				<Switch
					label="Drawn notes"
					checked={settings.annotations}
					onCheckedChange={(annotations) => change({ annotations })}
				/>
				<Switch
					label="Each scene on a new page"
					checked={settings.sceneBreaks}
					onCheckedChange={(sceneBreaks) => change({ sceneBreaks })}
				/>
				<h2>Said with each panel</h2>
				<div className={styles.fields}>
					{[CAMERA_FIELD, ...columns.slice(2), NOTES_FIELD].map(({ id, label }) => (
						<Switch
							key={id}
							label={label}
							checked={settings.fields.includes(id)}
							onCheckedChange={(on) =>
								change({
									fields: on
										? [...settings.fields, id]
										: settings.fields.filter((each) => each !== id),
								})
							}
						/>
					))}
				</div>
			</aside>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
			<main className={styles.pages} tabIndex={0}>
				{pages.map((page) => (
					<Paper
						key={page.ofFilm[0]}
						{...{ page, settings, pictureUrl }}
						title={project.title}
						printedAt={props.printedAt}
						footnote={isMarked ? 'SUGG. marks a panel that came, in part, from a suggestion.' : ''}
					/>
				))}
				{pages.length === 0 ? <p>There is no panel to print here.</p> : null}
			</main>
		</div>
	)
}

/** Keeps what was chosen, when the hand rests. */
function useRemembering(settings: PrintSettings, onRemember: PrintPageProps['onRemember']) {
	const first = useRef(settings)
	const remember = useRef(onRemember)
	remember.current = onRemember
	useEffect(() => {
		if (first.current === settings) return undefined
		const timer = window.setTimeout(() => remember.current?.(settings), 600)
		return () => window.clearTimeout(timer)
	}, [settings])
}
