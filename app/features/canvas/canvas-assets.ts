/** tldraw's own fonts, icons and translations from this host, worked out once: nothing leaves it. */
import { getAssetUrlsByImport } from '@tldraw/assets/imports.vite'

export const canvasAssetUrls = getAssetUrlsByImport()
