import { describe, expect, it } from 'vitest'
import { isAllowed, kindOfAddress, readAllowed } from './address-rules.ts'
import { checkEndpoint } from './pinned-fetch.ts'

const check = (url: string, allowed: string[] = [], addresses: string[] = ['8.8.8.8']) =>
	checkEndpoint(new URL(url), {
		allowed: new Set(allowed),
		resolve: async () => addresses.map((address) => ({ address, family: 4 })),
	}).then(
		() => 'asked',
		(error: { result?: string }) => error.result ?? String(error),
	)

describe('addresses of models', () => {
	it.each([
		['8.8.8.8', 'public'],
		['2606:4700::1111', 'public'],
		['127.0.0.1', 'private'],
		['10.1.2.3', 'private'],
		['172.31.255.255', 'private'],
		['172.32.0.1', 'public'],
		['192.168.1.10', 'private'],
		['100.64.0.1', 'private'],
		['::1', 'private'],
		['fd12::1', 'private'],
		['::ffff:127.0.0.1', 'private'],
		['::ffff:7f00:1', 'private'],
		['64:ff9b::a9fe:a9fe', 'forbidden'],
		['2002:a9fe:a9fe::1', 'forbidden'],
		['::ffff:169.254.169.254', 'forbidden'],
		['169.254.169.254', 'forbidden'],
		['fd00:ec2::254', 'forbidden'],
		['100.100.100.200', 'forbidden'],
		['fe80::1', 'forbidden'],
		['0.0.0.0', 'forbidden'],
		['::', 'forbidden'],
		['224.0.0.1', 'forbidden'],
		['not an address', 'forbidden'],
	])('MO10 %s is %s', (address, kind) => {
		expect(kindOfAddress(address)).toBe(kind)
	})

	it('MO10 asks public names over https, and nothing else unnamed', async () => {
		expect(await check('https://models.example/v1')).toBe('asked')
		expect(await check('http://models.example/v1')).toBe('address_refused')
		expect(await check('https://models.example/v1', [], ['10.0.0.5'])).toBe('address_refused')
		expect(await check('https://models.example/v1', [], ['8.8.8.8', '127.0.0.1'])).toBe(
			'address_refused',
		)
		expect(await check('https://user:word@models.example/v1')).toBe('address_refused')
		expect(await check('file:///etc/passwd', ['', 'localhost'])).toBe('address_refused')
		// Ways of writing 127.0.0.1 that the URL standard reads as that.
		for (const host of ['127.1', '0x7f000001', '2130706433', '[::ffff:127.0.0.1]'])
			expect(await check(`https://${host}/v1`)).toBe('address_refused')
	})

	it('MO10 asks what was named, at the port that was named, and never where credentials lie', async () => {
		const near = ['192.168.1.10']
		expect(await check('http://studio-gpu:8000/v1', ['studio-gpu:8000'], near)).toBe('asked')
		expect(await check('http://studio-gpu:22/v1', ['studio-gpu:8000'], near)).toBe(
			'address_refused',
		)
		expect(await check('http://studio-gpu:22/v1', ['studio-gpu'], near)).toBe('asked')
		const far = ['169.254.169.254']
		expect(await check('http://studio-gpu/v1', ['studio-gpu'], far)).toBe('address_refused')
		expect(await check('http://169.254.169.254/', ['169.254.169.254'])).toBe('address_refused')
	})

	it('reads the list as people write it', () => {
		expect(readAllowed(' http://LocalHost:11434/v1 ')).toBe('localhost:11434')
		expect(readAllowed('127.0.0.1')).toBe('127.0.0.1')
		expect(readAllowed('[::1]:8000')).toBe('[::1]:8000')
		expect(readAllowed('')).toBeNull()
		expect(readAllowed('no spaces here')).toBeNull()
		expect(isAllowed(new URL('https://x.example/v1'), new Set(['x.example:443']))).toBe(true)
	})
})
