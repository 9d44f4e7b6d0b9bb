/**
 * Which addresses a model may be asked at. The rule it guards (MO10): this server is never made to
 * speak to a network that only it can reach, unless whoever runs it named that address; and never to
 * where machines keep their own credentials.
 */
import { BlockList, isIP } from 'node:net'

/** What an address is, as far as asking a model there goes. */
export type AddressKind = 'public' | 'private' | 'forbidden'

/** Reachable from inside only: allowed when named. */
const PRIVATE = blockListOf([
	['127.0.0.0', 8, 'ipv4'],
	['10.0.0.0', 8, 'ipv4'],
	['172.16.0.0', 12, 'ipv4'],
	['192.168.0.0', 16, 'ipv4'],
	['100.64.0.0', 10, 'ipv4'],
	['198.18.0.0', 15, 'ipv4'],
	['::1', 128, 'ipv6'],
	['fc00::', 7, 'ipv6'],
])
/** Never: unspecified, link-local (where clouds keep a machine's credentials), multicast, reserved. */
const FORBIDDEN = blockListOf([
	['0.0.0.0', 8, 'ipv4'],
	['169.254.0.0', 16, 'ipv4'],
	['192.0.0.0', 24, 'ipv4'],
	['192.0.2.0', 24, 'ipv4'],
	['198.51.100.0', 24, 'ipv4'],
	['203.0.113.0', 24, 'ipv4'],
	['224.0.0.0', 4, 'ipv4'],
	['240.0.0.0', 4, 'ipv4'],
	['100.100.100.200', 32, 'ipv4'],
	['168.63.129.16', 32, 'ipv4'],
	['::', 128, 'ipv6'],
	['fe80::', 10, 'ipv6'],
	['fec0::', 10, 'ipv6'],
	['ff00::', 8, 'ipv6'],
	['fd00:ec2::254', 128, 'ipv6'],
	['2001:db8::', 32, 'ipv6'],
])

function blockListOf(ranges: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]): BlockList {
	const list = new BlockList()
	for (const [address, prefix, family] of ranges) list.addSubnet(address, prefix, family)
	return list
}

/** @param address a literal IP address */
export function kindOfAddress(address: string): AddressKind {
	const family = isIP(address)
	if (family === 0) return 'forbidden'
	const inner = family === 6 ? embeddedIpv4(address) : null
	if (inner !== null) return kindOfAddress(inner)
	const name = family === 6 ? 'ipv6' : 'ipv4'
	if (FORBIDDEN.check(address, name)) return 'forbidden'
	return PRIVATE.check(address, name) ? 'private' : 'public'
}

/** IPv4 carried in IPv6 (mapped, translated, 6to4): the road leads to the IPv4 address. */
function embeddedIpv4(address: string): string | null {
	const groups = groupsOf(address)
	if (groups === null) return null
	const v4 = (high: number, low: number) =>
		[high >> 8, high & 255, low >> 8, low & 255].map(String).join('.')
	const [a = 0, b = 0, c = 0, , , f = 0, g = 0, h = 0] = groups
	const startsEmpty = groups.slice(0, 5).every((group) => group === 0)
	if (startsEmpty && f === 0xffff) return v4(g, h)
	if (startsEmpty && f === 0 && (g !== 0 || h > 1)) return v4(g, h)
	if (a === 0x64 && b === 0xff9b) return v4(g, h)
	return a === 0x2002 ? v4(b, c) : null
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] | null {
	const bare = address.split('%')[0] ?? ''
	const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(bare)
	const hex = (a?: string, b?: string) => ((Number(a) << 8) | Number(b)).toString(16)
	const text = dotted
		? `${dotted[1]}${hex(dotted[2], dotted[3])}:${hex(dotted[4], dotted[5])}`
		: bare
	const [head = '', tail] = text.split('::')
	const read = (part: string) => (part === '' ? [] : part.split(':').map((g) => parseInt(g, 16)))
	const [before, after] = [read(head), read(tail ?? '')]
	const missing = 8 - before.length - after.length
	if (missing < 0 || (tail === undefined && missing > 0)) return null
	return [...before, ...new Array<number>(missing).fill(0), ...after]
}

/** An address as people name it on the list: `host` or `host:port`, lower case; null = none. */
export function readAllowed(text: string): string | null {
	const bare = text
		.trim()
		.toLowerCase()
		.replace(/^https?:\/\//, '')
		.replace(/\/.*$/, '')
	const parsed = URL.canParse(`http://${bare}`) ? new URL(`http://${bare}`) : null
	if (!parsed || parsed.hostname === '' || parsed.username !== '') return null
	return /:\d+$/.test(bare) ? `${parsed.hostname}:${parsed.port || '80'}` : parsed.hostname
}

/** Whether whoever runs the server named this endpoint. */
export function isAllowed(url: URL, allowed: ReadonlySet<string>): boolean {
	const port = url.port || (url.protocol === 'https:' ? '443' : '80')
	return allowed.has(url.hostname) || allowed.has(`${url.hostname}:${port}`)
}
