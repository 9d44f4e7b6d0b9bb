/** LICENSE-TERMS.md: what the people in an export allowed, in their words and not in a lawyer's. */
import type { ConsentPurpose } from '#core/signals/consent.ts'
import type { ExportManifest } from './export-types.ts'

export const TERMS: Readonly<Record<ConsentPurpose, { allowed: string; not: string }>> = {
	operate: {
		allowed: 'Use inside this project by its own members: its pages, its ranking, their own study.',
		not: 'Handing it on, research across projects, training of models used elsewhere, publication.',
	},
	tenant_research: {
		allowed: 'Research inside the studio that runs this server, across its projects.',
		not: 'Handing it on outside the studio, training of models used elsewhere, publication.',
	},
	model_training: {
		allowed: 'Training and evaluating models, also outside the studio.',
		not: 'Publishing the rows themselves; finding out who a person is.',
	},
	public_release: {
		allowed: 'Publication, and any use of the published rows that keeps to what follows.',
		not: 'Finding out who a person is; putting words or drawings to a person’s name.',
	},
}

export function termsOf({ purpose, createdAt, project }: ExportManifest): string {
	const { allowed, not } = TERMS[purpose]
	return `# Terms of this export

Project: ${project.title}. Purpose: \`${purpose}\`. Consents as they stood at ${createdAt}.

- **Allowed:** ${allowed}
- **Not allowed:** ${not}
- Everyone whose words, drawing or decision is in a row allowed this purpose. They may change their
  answer; whoever holds this export asks for a new one from time to time and deletes the old.
- A person who asks to be erased is erased from the log by destroying their key. Delete their rows here
  when you are told of it. A model that was trained on them cannot unlearn them: keep a note of which
  export each model was trained on.
- The film, its script and its drawings stay the property of those who own them. Guild, likeness and
  confidentiality agreements hold beside these terms.
- Nothing here is a licence that can be sold or passed on with other terms.
`
}
