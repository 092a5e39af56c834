// What happens in a fork before an exercise is graded: the simulated providers start, in virtual time, with a fixed seed.
import './real-time.ts'
import './secret.ts'
import { startMocks } from '../../mocks/start.ts'

startMocks({ speed: 0, seed: 1 })
