import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { isSameOrigin, mayChange } from './security.ts'

/** Cast: only method and headers are read. */
const request = (headers: Record<string, string>, method = 'POST') =>
	({ method, headers: { host: 'film.local:4321', ...headers } }) as unknown as IncomingMessage
const isOurs = (headers: Record<string, string>) => isSameOrigin(request(headers), undefined)

describe('what may change something', () => {
	it('is a request of our own pages, by its origin', () => {
		expect(isOurs({ origin: 'http://film.local:4321' })).toBe(true)
		expect(isOurs({ origin: 'http://other.local' })).toBe(false)
		expect(isSameOrigin(request({ origin: 'https://studio.film' }), 'https://studio.film/')).toBe(
			true,
		)
	})
	it('is nothing from another site, nor from a page without an origin', () => {
		expect(isOurs({ origin: 'null' })).toBe(false)
		expect(isOurs({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(false)
		expect(isOurs({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe(false)
		expect(isOurs({ origin: 'http://film.local:4321', 'sec-fetch-site': 'same-site' })).toBe(false)
	})
	it('is a program that is no browser, and any request that changes nothing', () => {
		expect(isOurs({})).toBe(true)
		expect(mayChange(request({ origin: 'http://other.local' }, 'GET'), undefined)).toBe(true)
	})
})
