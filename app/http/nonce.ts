/** The nonce of this response's Content-Security-Policy, for the scripts React writes. Empty in the browser. */
import { createContext, useContext } from 'react'

const NonceContext = createContext<string | undefined>(undefined)
export const NonceProvider = NonceContext.Provider

export function useNonce(): string | undefined {
	return useContext(NonceContext)
}
