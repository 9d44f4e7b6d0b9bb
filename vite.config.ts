import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixConfig from './remix.config.js'

export default defineConfig({
	plugins: [remix(remixConfig)],
	build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 3000 },
	// Prebundling @tldraw/assets breaks its `import.meta.url` asset paths: the board never mounts in dev.
	optimizeDeps: { exclude: ['@tldraw/assets'] },
})
