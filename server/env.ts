/** The only reader of process.env: every setting parsed once, with a sentence for each mistake. */
import { z } from 'zod'

const Blank = z.literal('').transform(() => undefined)
const optional = <T extends z.ZodType>(schema: T) => Blank.or(schema).optional()

export const EnvSchema = z.object({
	/** Port the server listens on. */
	PORT: optional(z.coerce.number().int().min(0).max(65535)).transform((port) => port ?? 3000),
	/** Address to listen on; anything but loopback needs --share. */
	HOST: optional(z.string()).transform((host) => host ?? '127.0.0.1'),
	/** SQLite file, assets, pictures, backups, lock. */
	DATA_DIR: optional(z.string()).transform((dir) => dir ?? './data'),
	/** The address people use, when it differs (a tunnel, a proxy). */
	PUBLIC_URL: optional(z.url()),
	TLDRAW_LICENSE_KEY: optional(z.string()),
	DATABASE_URL: optional(z.string()),
	REDIS_URL: optional(z.string()),
	/** 64 hex digits: wraps all keys of the log instead of DATA_DIR/keys/master.key. */
	DAILIES_MASTER_KEY: optional(z.string()),
	/** Addresses inside this network where models may be asked: `localhost:11434, gpu.local`. */
	MODEL_ALLOW: optional(z.string()),
	NODE_ENV: optional(z.enum(['production', 'development', 'test'])).transform(
		(mode) => mode ?? 'production',
	),
	LOG_LEVEL: optional(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])).transform(
		(level) => level ?? 'info',
	),
	/** Set by `npm start -- --share`. */
	DAILIES_SHARE: optional(z.enum(['0', '1'])).transform((share) => share === '1'),
	/** Tests start without the demo project. */
	DAILIES_DEMO: optional(z.enum(['0', '1'])).transform((demo) => demo !== '0'),
})
export type Env = z.infer<typeof EnvSchema>

/** @throws Error with one sentence per setting that cannot be used. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
	const parsed = EnvSchema.safeParse(source)
	if (parsed.success) return parsed.data
	const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
	throw new Error(`Some settings cannot be used. ${problems.join('; ')}. See .env.example.`)
}
