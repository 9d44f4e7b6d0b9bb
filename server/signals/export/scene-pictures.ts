/**
 * Panels as they stood when a slate was made, drawn from its context blob: the same pure renderer as
 * everywhere, never the board as it is now. Without a drawing there, there is no picture.
 */
import { renderPanelSvg } from '#core/canvas/panel-svg.ts'
import { MAX_PICTURES } from '#core/signals/export/prompt.ts'
import { drawingOf, panelsAbout, type SceneContext } from '#core/signals/export/scene-context.ts'
import type { Picture } from '#core/signals/export/slate.ts'
import type { AssetStore } from '#db/asset-store.ts'
import { createAssetService } from '../../assets/assets.ts'
import { createRasterizer } from '../../pictures/rasterizer.ts'
import type { PictureMode } from './export-types.ts'
import { keepNewest } from './opened-words.ts'

const WIDTH_PX = 480
const KEPT = 64
const STAY_MS = 60_000

export interface ScenePictures {
	of(scene: SceneContext, contextCid: string, targetId: string): Promise<Picture[]>
	dispose(): void
}

export function createScenePictures(
	mode: PictureMode,
	deps: { assets: AssetStore; env: { DATA_DIR: string } },
): ScenePictures {
	const assets = createAssetService({ db: deps, env: deps.env, now: Date.now })
	const rasterizer = createRasterizer()
	const kept = keepNewest<Uint8Array | null>(KEPT)
	// The renderer keeps no thread alive; while it draws, this one must not end for want of work.
	const stay = setInterval(() => undefined, STAY_MS)

	async function draw(scene: SceneContext, panelId: string): Promise<Uint8Array | null> {
		const drawing = drawingOf(scene, panelId)
		if (!drawing || drawing.shapes.length === 0) return null
		const hrefs = new Map<string, string>()
		for (const shape of drawing.shapes) {
			const id = shape.type === 'image' ? shape.props.assetId : null
			const href = id === null ? null : await hrefOf(scene, id)
			if (id !== null && href !== null) hrefs.set(id, href)
		}
		const svg = renderPanelSvg({ ...drawing, imageHref: (id) => hrefs.get(id) ?? null })
		// A drawing that cannot be rendered is no reason to lose the decision about it.
		return rasterizer.render(svg, WIDTH_PX).catch(() => null)
	}
	async function hrefOf(scene: SceneContext, assetId: string): Promise<string | null> {
		const asset = scene.records.get(assetId)
		if (asset?.typeName !== 'asset' || asset.type !== 'image') return null
		const hash = /\/assets\/([0-9a-f]{64})/.exec(asset.props.src ?? '')?.[1]
		const bytes = hash ? await assets.read(hash) : null
		if (!bytes) return null
		const type = bytes[0] === 0x89 ? 'image/png' : 'image/jpeg'
		return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
	}
	return {
		async of(scene, contextCid, targetId) {
			if (mode === 'none') return []
			const pictures: Picture[] = []
			for (const panelId of panelsAbout(scene, targetId, MAX_PICTURES)) {
				const path = `${contextCid}/${panelId}`
				if (mode === 'reference') pictures.push({ bytes: null, path })
				else {
					const bytes = await kept(path, () => draw(scene, panelId))
					if (bytes) pictures.push({ bytes, path: `${path}.png` })
				}
			}
			return pictures
		},
		dispose() {
			clearInterval(stay)
			rasterizer.dispose()
		},
	}
}
