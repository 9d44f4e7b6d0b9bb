/**
 * Panel pictures without a browser: SVG from app/core/canvas/panel-svg.ts, PNG through resvg in a
 * process of its own, kept under the picture's hash in DATA_DIR/pictures. A file there is never
 * changed, so it may be deleted at any time.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TLShape } from '@tldraw/tlschema'
import { backdropIdOf, shapesBelow } from '#core/canvas/backdrop.ts'
import { overhangOf } from '#core/canvas/overhang.ts'
import { PICTURE_VERSION, renderOverhangSvg, renderPanelSvg } from '#core/canvas/panel-svg.ts'
import { AppError } from '#core/errors.ts'
import { isPanel, shotOf } from '#core/suggestions/board-records.ts'
import type { ProjectStore } from '#db/project-store.ts'
import type { AssetService } from '../assets/assets.ts'
import type { DocRecord, RecordReader, Rooms } from '../realtime/rooms-api.ts'
import { createRasterizer } from './rasterizer.ts'

/** `frame`: what the camera sees; `overhang`: what reaches outside it, on nothing, for paper alone. */
export type PicturePart = 'frame' | 'overhang'
export interface PictureService {
	/**
	 * The panel's picture as it stands in the committed document. Cached under `hash` in DATA_DIR/pictures.
	 * `width` is the frame's, pixels; an overhang is as much wider as it reaches.
	 * @throws AppError('not_found') also for the overhang of a panel that has none
	 */
	png(
		sceneId: string,
		panelId: string,
		options: { width: number; part?: PicturePart },
	): Promise<{ bytes: Uint8Array; hash: string }>
	svg(sceneId: string, panelId: string): Promise<string>
	/** A panel among records that are not the board's of today, with a ghost over it; null without it. */
	svgAmong(
		records: RecordReader,
		panelId: string,
		ghost?: readonly TLShape[],
	): Promise<string | null>
}
/** URL of a panel's picture; changes with its hash so that it can be cached for ever. */
export function pictureUrl(sceneId: string, panelId: string, hash: string, width = 480): string {
	return `/pictures/${sceneId}/${panelId.replace('shape:', '')}/${hash}-${width}.png`
}

/** Widths that are made, pixels; any other asks for the next larger one. */
export const PICTURE_WIDTHS = [240, 480, 960, 1920] as const

export interface PictureDependencies {
	rooms: Pick<Rooms, 'read'>
	db: { projects: Pick<ProjectStore, 'listPanels'> }
	assets: Pick<AssetService, 'read'>
	env: { DATA_DIR: string }
}
export interface PictureServiceHandle extends PictureService {
	/** Stops the rendering process. */
	dispose(): void
}

/** @param deps `rooms` and `assets` are read only */
export function createPictureService(deps: PictureDependencies): PictureServiceHandle {
	const directory = join(deps.env.DATA_DIR, 'pictures')
	const rasterizer = createRasterizer()
	const running = new Map<string, Promise<{ bytes: Uint8Array; hash: string }>>()

	async function hashOf(sceneId: string, panelId: string): Promise<string> {
		const panels = await deps.db.projects.listPanels(sceneId)
		const hash = panels.find((panel) => panel.panelId === panelId)?.pictureHash
		if (hash === undefined) throw new AppError('not_found')
		return hash
	}
	async function find(sceneId: string, panelId: string): Promise<Collected> {
		const found = await deps.rooms.read(`board:${sceneId}`, (records) => collect(records, panelId))
		if (!found) throw new AppError('not_found')
		return found
	}
	async function svg(sceneId: string, panelId: string): Promise<string> {
		return paint(await find(sceneId, panelId))
	}
	async function paint(found: Collected, ghost: readonly TLShape[] = []) {
		const hrefs = await loadImages(found.images, deps.assets)
		return renderPanelSvg({ ...found, ghost, imageHref: (id) => hrefs.get(id) ?? null })
	}
	async function render(sceneId: string, panelId: string, { width, part }: Sized) {
		if (part === 'frame') return rasterizer.render(await svg(sceneId, panelId), width)
		const found = await find(sceneId, panelId)
		const overhang = overhangOf(found.panel, found.shapes)
		if (!overhang) throw new AppError('not_found')
		const wide = Math.round(width * (1 + overhang.left + overhang.right))
		return rasterizer.render(renderOverhangSvg(found, overhang), wide)
	}
	async function draw(sceneId: string, panelId: string, hash: string, sized: Sized) {
		const bytes = await render(sceneId, panelId, sized)
		// The document may be newer than the row the hash came from: then it is shown, but not kept
		// under that name, which an undo could bring back.
		const isSame = (await hashOf(sceneId, panelId)) === hash
		if (isSame) await keep(directory, fileName(hash, sized), bytes)
		return { bytes, hash }
	}

	return {
		svg,
		async svgAmong(records, panelId, ghost) {
			const found = collect(records, panelId)
			return found && paint(found, ghost)
		},
		async png(sceneId, panelId, options) {
			const hash = await hashOf(sceneId, panelId)
			const width = PICTURE_WIDTHS.find((each) => each >= options.width) ?? 1920
			const sized = { width, part: options.part ?? 'frame' }
			const name = fileName(hash, sized)
			const kept = await readFile(join(directory, name)).catch(() => null)
			if (kept) return { bytes: kept, hash }
			const job = running.get(name) ?? draw(sceneId, panelId, hash, sized)
			running.set(name, job)
			return job.finally(() => running.delete(name))
		},
		dispose: () => rasterizer.dispose(),
	}
}

interface Sized {
	/** One of PICTURE_WIDTHS. */
	width: number
	part: PicturePart
}

function fileName(hash: string, { width, part }: Sized): string {
	const over = part === 'overhang' ? '-over' : ''
	return `${hash.replace(/[^\w]/g, '')}-${width}${over}-r${PICTURE_VERSION}.png`
}

async function keep(directory: string, name: string, bytes: Uint8Array): Promise<void> {
	await mkdir(directory, { recursive: true })
	const part = join(directory, `${name}.${process.pid}.part`)
	try {
		await writeFile(part, bytes)
		await rename(part, join(directory, name))
	} catch {
		// A full disk must not hide the picture: it is made again next time.
		await rm(part, { force: true }).catch(() => undefined)
	}
}

type Collected = NonNullable<ReturnType<typeof collect>>

/** A panel, every shape below it, and the addresses of the images among them. */
function collect(records: RecordReader, panelId: string) {
	const panel = records.get(panelId)
	if (!isPanel(panel)) return null
	const children = new Map<string, TLShape[]>()
	for (const record of records.all()) {
		if (record.typeName !== 'shape') continue
		const siblings = children.get(record.parentId)
		if (siblings) siblings.push(record)
		else children.set(record.parentId, [record])
	}
	const backdropId = backdropIdOf(panel, shotOf(records, panel.props.shotId))
	const shapes = [panelId, backdropId ?? ''].flatMap((id) => shapesBelow(id, children))
	const ids = shapes.flatMap((shape) => (shape.type === 'image' ? [shape.props.assetId] : []))
	const images = new Map<string, string>()
	for (const id of ids) {
		const hash = id === null ? null : assetHash(records.get(id))
		if (id !== null && hash !== null) images.set(id, hash)
	}
	const { w, h } = panel.props
	return { panel: { id: panelId, w, h }, shapes, backdropId, images }
}

function assetHash(asset: DocRecord | undefined): string | null {
	if (asset?.typeName !== 'asset' || asset.type !== 'image') return null
	return /\/assets\/([0-9a-f]{16,128})/.exec(asset.props.src ?? '')?.[1] ?? null
}

async function loadImages(images: ReadonlyMap<string, string>, assets: Pick<AssetService, 'read'>) {
	const hrefs = new Map<string, string>()
	for (const [id, hash] of images) {
		const bytes = await assets.read(hash)
		if (!bytes) continue
		const type = bytes[0] === 0x89 ? 'image/png' : 'image/jpeg'
		hrefs.set(id, `data:${type};base64,${Buffer.from(bytes).toString('base64')}`)
	}
	return hrefs
}
