/** Names of downloaded files: letters and digits any system can store. */

/** `Slack Water` + `signals.jsonl` -> `slack-water-signals.jsonl`. */
export function fileNameOf(title: string, kind: string): string {
	const slug = title
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 60)
	return slug ? `${slug}-${kind}` : kind
}
