// What happens in a fork before an exercise is graded: the simulated providers start, in virtual time, with a fixed seed.
import './real-time.ts'
import { startMocks } from '../../mocks/start.ts'

startMocks({ speed: 0, seed: 1 })

// Vitest has taken what it needs to report to the parent process; the student's code has no business there.
Object.assign(process, { send: undefined, disconnect: undefined })
