/** Panel pictures without a browser: SVG from app/core/canvas/panel-svg.ts, PNG through resvg, cached by hash. */
export interface PictureService {
	/** The panel's picture as it stands in the committed document. Cached under `hash` in DATA_DIR/pictures. */
	png(
		sceneId: string,
		panelId: string,
		options: { width: number },
	): Promise<{ bytes: Uint8Array; hash: string }>
	svg(sceneId: string, panelId: string): Promise<string>
}
/** URL of a panel's picture; changes with its hash so that it can be cached for ever. */
export function pictureUrl(sceneId: string, panelId: string, hash: string, width = 480): string {
	return `/pictures/${sceneId}/${panelId.replace('shape:', '')}/${hash}-${width}.png`
}
