/**
 * What people can allow, per project and person. `operate` (the project's own pages, ranking and
 * members' exports) holds until it is refused; everything else only after a yes (signals.md S30).
 */
export const CONSENT_PURPOSES = [
	'operate',
	'tenant_research',
	'model_training',
	'public_release',
] as const
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number]

/** Raised when the sentences people agree to change their meaning; then everyone is asked again. */
export const TERMS_VERSION = '1'

/** A person's answers in one project, as their dialog shows them. */
export type ConsentState = Record<ConsentPurpose, boolean> & {
	/** Whether they were asked under the present terms. */
	answered: boolean
	termsVersion: string
}
