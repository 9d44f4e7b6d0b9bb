/** One page of a print, drawn from the same boxes as the PDF (app/core/exports/page-geometry.ts). */
import type { CSSProperties } from 'react'
import { cx } from '#app/ui/cx.ts'
import {
	type Box,
	frameOf,
	NOTE_INK,
	NOTE_LINE_WIDTH,
	type PageCell,
	type PrintedPage,
} from '#core/exports/page-geometry.ts'
import type { PrintSettings } from '#core/exports/print-settings.ts'
import styles from './print-page.module.css'

export interface PaperProps {
	page: PrintedPage
	settings: PrintSettings
	title: string
	printedAt: string
	footnote: string
	pictureUrl: PictureUrl
}
/** `width` is the frame's, in pixels. */
export type PictureUrl = (
	of: { sceneId: string; panelId: string },
	options: { width: number; part?: 'overhang' },
) => string | null

export function Paper(props: PaperProps) {
	const { page, settings, title } = props
	const frame = frameOf(settings)
	const { scene } = page
	const [scenePage, scenePages] = page.ofScene
	const [filmPage, filmPages] = page.ofFilm
	return (
		<section
			className={styles.paper}
			style={{ width: `${frame.width}pt`, height: `${frame.height}pt` }}
			aria-label={`Page ${filmPage} of ${filmPages}`}
		>
			<header className={styles.head} style={at(frame.head)}>
				<div className={styles.film}>
					{settings.logo ? <img src={`/assets/${settings.logo}`} alt="" /> : null}
					<div>
						<h2>{title}</h2>
						<p>{settings.credit}</p>
					</div>
				</div>
				<p className={styles.heading}>
					{[scene.number, scene.heading].filter(Boolean).join('   ')}
				</p>
				<div className={styles.draft}>
					<p>{settings.draft}</p>
					<p>{scene.facts}</p>
				</div>
			</header>
			{page.cells.map((cell) => (
				<Cell key={`${cell.panel.sceneId} ${cell.panel.panelId}`} {...props} cell={cell} />
			))}
			<footer className={styles.foot} style={at(frame.foot)}>
				<span>{props.footnote}</span>
				<span>Printed {props.printedAt}</span>
				<span>
					Page {scenePage} of {scenePages} for scene {scene.number}, {filmPage} of {filmPages}
				</span>
			</footer>
		</section>
	)
}

function Cell({ cell, settings, pictureUrl }: PaperProps & { cell: PageCell }) {
	const { panel, head, picture, overhang, words, noteLines } = cell
	// A picture is asked for at about 300 dots to the inch.
	const width = picture.w * 4.2
	const url = pictureUrl(panel, { width })
	const overUrl = overhang && pictureUrl(panel, { width, part: 'overhang' })
	return (
		<article aria-label={`Panel ${panel.number}`}>
			<Omitted words={panel.omittedBefore} box={cell.omitted.before} />
			<div className={styles.cellHead} style={at(head)}>
				<b>{panel.number}</b>
				<span>{panel.size}</span>
				<span className={styles.time}>{panel.time}</span>
			</div>
			{overhang && overUrl ? (
				<img className={styles.overhang} style={at(overhang)} src={overUrl} alt="" />
			) : null}
			<div className={styles.picture} style={at(picture)}>
				{url ? <img src={url} alt="" /> : null}
				<DrawnLines lines={panel.lines} />
				{panel.isFromSuggestion && settings.marks ? (
					<span className={styles.mark}>SUGG.</span>
				) : null}
			</div>
			{words ? (
				<dl className={styles.words} style={at(words)}>
					{panel.words.map(({ label, text, isScript }) => (
						<div key={label}>
							<dt>{label}</dt>
							<dd className={cx(isScript && styles.said)}>{text}</dd>
						</div>
					))}
				</dl>
			) : null}
			{words
				? noteLines.map((y) => (
						<i key={y} className={styles.line} style={at({ x: words.x, y, w: words.w, h: 0 })} />
					))
				: null}
			<Omitted words={panel.omittedAfter} box={cell.omitted.after} />
		</article>
	)
}

function Omitted({ words, box }: { words: string; box: Box }) {
	return words === '' ? null : (
		<p className={styles.omitted} style={at(box)}>
			{words}
		</p>
	)
}

/** What people drew over the picture, which it ends with. */
function DrawnLines({ lines }: { lines: readonly number[][] }) {
	if (lines.length === 0) return null
	const d = lines.map((line) => {
		const at = Array.from(
			{ length: line.length >> 1 },
			(_, i) => `${line[2 * i]} ${line[2 * i + 1]}`,
		)
		return `M${at[0]}L${at.join('L')}`
	})
	return (
		<svg
			className={styles.drawn}
			viewBox="0 0 1 1"
			preserveAspectRatio="none"
			role="img"
			aria-label="Drawn notes"
		>
			<path
				d={d.join('')}
				fill="none"
				stroke={NOTE_INK}
				strokeWidth={`${NOTE_LINE_WIDTH}pt`}
				strokeLinecap="round"
				strokeLinejoin="round"
				vectorEffect="non-scaling-stroke"
			/>
		</svg>
	)
}

function at({ x, y, w, h }: Box): CSSProperties {
	return { left: `${x}pt`, top: `${y}pt`, width: `${w}pt`, height: `${h}pt` }
}
