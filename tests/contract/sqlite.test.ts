/** The contract suites on SQLite. */
import { openDatabase } from '#db/open.ts'
import { draftStoreContract } from './draft-store.ts'
import { modelStoreContract } from './model-store.ts'
import { projectStoreContract } from './project-store.ts'
import { researchStoreContract } from './research-store.ts'
import { roomStoreContract } from './room-store.ts'
import { signalStoreContract } from './signal-store.ts'
import { versionStoreContract } from './version-store.ts'
import { visitStoreContract } from './visit-store.ts'

const open = async () => openDatabase({ file: ':memory:' })
roomStoreContract('SQLite', open)
projectStoreContract('SQLite', open)
signalStoreContract('SQLite', open)
researchStoreContract('SQLite', open)
versionStoreContract('SQLite', open)
visitStoreContract('SQLite', open)
modelStoreContract('SQLite', open)
draftStoreContract('SQLite', open)
