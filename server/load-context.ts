/**
 * All that loaders and actions can see of the server. `app/` imports this file's types only
 * (docs/architecture.md); http.ts builds one per request.
 */
import type {} from '@remix-run/server-runtime'
import type { Principal } from './realtime/rooms-api.ts'
import type { Services } from './services.ts'

export type { Principal } from './realtime/rooms-api.ts'
export type { Asking } from './suggestions/suggestion-types.ts'

declare module '@remix-run/server-runtime' {
	interface Future {
		v3_singleFetch: true
	}
	interface AppLoadContext {
		services: Services
		/** Null until the visitor chose a name (and, when shared, came by an invitation). */
		principal: Principal | null
		/** Nonce of this response's Content-Security-Policy. */
		cspNonce: string
		/** True when the page's origin needs a tldraw licence key and none is set. */
		needsCanvasLicense: boolean
		canvasLicenseKey: string | null
	}
}
