/** `npm start [-- --share] [-- --dev]`: brings what is missing, then runs the server until told to stop. */
import { spawn } from 'node:child_process'
import {
	ensureBuild,
	ensureDependencies,
	ensureRuntime,
	main,
	NODE_FLAGS,
	ROOT,
	runtimeEnv,
	SetupError,
} from './setup.mjs'

const HELP = `npm start                 serve http://localhost:3000 on this machine
npm start -- --share      serve the local network too, by invitation links
npm run dev               serve with pages rebuilt as you edit them
Settings (environment): .env.example`

main(() => {
	const args = process.argv.slice(2)
	if (args.includes('--help')) return console.log(HELP)
	const unknown = args.find((arg) => arg !== '--share' && arg !== '--dev')
	if (unknown) throw new SetupError(`“${unknown}” is not something npm start knows.\n${HELP}`)
	const dev = args.includes('--dev')
	const node = ensureRuntime()
	ensureDependencies(node)
	if (!dev) ensureBuild(node)
	return serve(node, {
		NODE_ENV: dev ? 'development' : 'production',
		...(args.includes('--share')
			? { DAILIES_SHARE: '1', HOST: process.env.HOST ?? '0.0.0.0' }
			: {}),
	})
})

/** Runs the server, passes on INT and TERM (the server ignores repeats), and ends as it ends. */
function serve(node, env) {
	const server = spawn(node, [...NODE_FLAGS, 'server/index.ts'], {
		cwd: ROOT,
		stdio: 'inherit',
		env: { ...runtimeEnv(node), ...env },
	})
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
		process.on(signal, () => server.kill(signal))
	return new Promise((resolve, reject) => {
		server.on('error', reject)
		server.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
	})
}
