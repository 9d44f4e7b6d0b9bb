/** Who may import whom (docs/architecture.md). Each rule says why. */
const coreAllowed =
	'^(node_modules/)?(zod|yjs|y-protocols|lib0|canonicalize|perfect-freehand|@tldraw/(store|tlschema|validate|utils|state))(/|$)'
module.exports = {
	forbidden: [
		{
			name: 'no-cycles',
			severity: 'error',
			comment: 'A cycle at run time hides which part rules which; types may refer back.',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
		},
		{
			name: 'core-is-pure',
			severity: 'error',
			comment: 'app/core runs in browser, server and worker alike: only itself and an allow-list.',
			from: { path: '^app/core/', pathNot: '\\.test\\.tsx?$' },
			to: { pathNot: ['^app/core/', coreAllowed] },
		},
		{
			name: 'core-order-board',
			severity: 'error',
			comment:
				'ids, errors, random -> board -> canvas -> sync -> suggestions -> signals: arrows point one way.',
			from: { path: '^app/core/board/', pathNot: '\\.test\\.tsx?$' },
			to: { path: '^app/core/(canvas|sync|suggestions|signals|screenplay)/' },
		},
		{
			name: 'core-order-canvas',
			severity: 'error',
			comment: 'See core-order-board.',
			from: { path: '^app/core/canvas/', pathNot: '\\.test\\.tsx?$' },
			to: { path: '^app/core/(sync|suggestions/(?!suggestion-record|edit|sketch)|signals)/' },
		},
		{
			name: 'core-order-sync',
			severity: 'error',
			comment: 'See core-order-board.',
			from: { path: '^app/core/sync/', pathNot: '\\.test\\.tsx?$' },
			to: { path: '^app/core/(suggestions|signals|screenplay)/' },
		},
		{
			name: 'app-not-server',
			severity: 'error',
			comment: 'Services reach routes through getLoadContext; app may only import its type.',
			from: { path: '^app/' },
			to: { path: '^(server|db)/', dependencyTypesNot: ['type-only'] },
		},
		{
			name: 'app-server-types',
			severity: 'error',
			comment: 'The one door is server/load-context.ts.',
			from: { path: '^app/' },
			to: { path: '^(server|db)/', pathNot: '^server/load-context\\.ts$' },
		},
		{
			name: 'app-no-node',
			severity: 'error',
			comment: 'What the browser loads must not need Node.',
			from: { path: '^app/', pathNot: '(entry\\.server\\.tsx$|\\.test\\.tsx?$)' },
			to: { dependencyTypes: ['core'] },
		},
		{
			name: 'features-apart',
			severity: 'error',
			comment: 'Routes compose features side by side; only presence is shared.',
			from: { path: '^app/features/([^/]+)/' },
			to: {
				path: '^app/features/([^/]+)/',
				pathNot: ['^app/features/$1/', '^app/features/(presence|sync)/'],
			},
		},
		{
			name: 'ui-knows-no-domain',
			severity: 'error',
			comment: 'Primitives are domain-free.',
			from: { path: '^app/ui/' },
			to: { path: '^app/(features|routes|core)/' },
		},
		{
			name: 'radix-only-in-ui',
			severity: 'error',
			comment: 'Radix is wrapped once.',
			from: { path: '^app/', pathNot: '^app/ui/' },
			to: { path: 'node_modules/(radix-ui|@radix-ui)/' },
		},
		{
			name: 'db-knows-core-only',
			severity: 'error',
			comment: 'db is all the SQL and nothing above it.',
			from: { path: '^db/', pathNot: '\\.test\\.ts$' },
			to: { path: '^(server|app/(?!core/))' },
		},
		{
			name: 'drizzle-only-in-db',
			severity: 'error',
			comment: 'Nothing else knows the database library.',
			from: { pathNot: '^db/' },
			to: { path: 'node_modules/(drizzle-orm|better-sqlite3)/' },
		},
		{
			name: 'server-not-app',
			severity: 'error',
			comment: 'The Node program shares only core with the app.',
			from: { path: '^server/' },
			to: { path: '^app/(?!core/)' },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'node', 'default', 'types'],
			extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
		},
	},
}
