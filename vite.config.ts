import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig, type Rollup } from 'vite'
import remixConfig from './remix.config.js'

export default defineConfig(({ isSsrBuild }) => ({
	plugins: [remix(remixConfig)],
	build: {
		target: 'es2022',
		assetsInlineLimit: 0,
		chunkSizeWarningLimit: 3000,
		...(isSsrBuild ? {} : { rollupOptions: { output: { manualChunks: pagesInOneSheet } } }),
	},
	// Taken in and shaken: a server that loads every icon of the set starts a second later.
	ssr: { noExternal: ['lucide-react', /radix-ui/] },
	// Prebundling @tldraw/assets breaks its `import.meta.url` asset paths: the board never mounts in dev.
	optimizeDeps: { exclude: ['@tldraw/assets'] },
}))

/**
 * All pages share one style sheet, the root's. With a sheet per route, Remix takes it away when the
 * route is left, and with it the styles that the board shares with that route: the board is loaded
 * later, finds the sheet present, and never asks for it again.
 */
function pagesInOneSheet(id: string, { getModuleInfo }: Rollup.ManualChunkMeta) {
	if (!id.endsWith('.css')) return null
	const seen = new Set<string>()
	const isOfPage = (at: string): boolean => {
		if (seen.has(at)) return false
		seen.add(at)
		const module = getModuleInfo(at)
		return module !== null && (module.isEntry || module.importers.some(isOfPage))
	}
	return isOfPage(id) ? 'pages' : null
}
