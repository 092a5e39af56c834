import type { Text } from './text.ts'

export const haiku: readonly Text[] = [
  {
    asks: ['write a haiku', 'haiku please', 'can you write me a haiku?', 'compose a haiku in three lines'],
    answers: [
      'A blank page, white frost\nthree lines walk across the snow\nthe third one sits down',
      'Pen above the page\nthree lines walk across the snow\nand leave no more tracks',
      'Lamp in a window\nsomeone is still up reading\nthe night leans closer',
      'A blank page, white frost\nthe kettle begins to sing\nthat will be my song',
    ],
  },
  {
    asks: [
      'write a haiku about spring rain',
      'haiku about rain',
      'a spring haiku',
      'write me a haiku about the spring',
    ],
    answers: [
      'Soft rain on the roof\nthe garden drinks without haste\none green leaf opens',
      'April taps the glass\nthe garden drinks without haste\nand the snails come out',
      'Puddles on the path\na child in bright yellow boots\njumps into the sky',
      'Soft rain on the roof\nall night the plum tree listens\nthen blooms at sunrise',
    ],
  },
  {
    asks: ['write a haiku about autumn', 'autumn haiku', 'a haiku about falling leaves', 'haiku about fall'],
    answers: [
      'The last leaf lets go\nthe wind turns it like a page\nthe story goes on',
      'A red leaf falls down\nthe wind turns it like a page\nwinter reads along',
      'Geese cross the grey sky\nbelow them the fields lie bare\nsmoke from one chimney',
      'The last leaf lets go\nan old man sweeps the pavement\nand leaves one for luck',
    ],
  },
  {
    asks: ['write a haiku about winter', 'winter haiku', 'a haiku about snow', 'haiku about a cold snowy day'],
    answers: [
      'Snow on the mailbox\nno footprints lead to the door\na candle still burns',
      "The first snow at dawn\nno footprints lead to the door\njust a sparrow's tracks",
      'Breath hangs in the air\nthe lake has closed its blue eye\nthe fish dream below',
      'Snow on the mailbox\na robin waits on the fence\nfor crumbs and for spring',
    ],
  },
  {
    asks: [
      'write a haiku about summer',
      'summer haiku',
      'a haiku about a summer night',
      'haiku about the heat in july',
    ],
    answers: [
      'Heat above the road\nthe crickets tune the long night\nwindows stay open',
      'Bare feet in warm grass\nthe crickets tune the long night\nno one wants to sleep',
      'Cherry-stained fingers\na ladder against the tree\nthe basket half full',
    ],
  },
  {
    asks: ['write a haiku about the sea', 'haiku about the ocean', 'a haiku about waves', 'sea haiku'],
    answers: [
      'Waves fold on the shore\neach one brings another blue\nand takes back the sand',
      'Long waves come and go\neach one brings another blue\nno two are the same',
      'Salt dries on my skin\nfar out a white sail grows small\nthe gulls know its name',
      'Waves fold on the shore\na shell keeps the sound of them\nlong after I leave',
    ],
  },
  {
    asks: [
      'write a haiku about the moon',
      'moon haiku',
      'a haiku about moonlight',
      'haiku about the full moon at night',
    ],
    answers: [
      'The moon in the pond\na frog leaps and breaks the light\nthe rings drift apart',
      'Clouds let the moon out\nthe whole village turns silver\na dog lifts its head',
      'The moon in the pond\nI reach down to pick it up\nand wet both my sleeves',
      'Full moon, no lamp lit\nthe whole village turns silver\neven the rooftops',
    ],
  },
  {
    asks: ['write a haiku about coffee', 'coffee haiku', 'a haiku about my morning coffee', 'haiku about espresso'],
    answers: [
      'Steam above the cup\nthe morning waits one more sip\nbefore it begins',
      'Dark and warm and still\nthe morning waits one more sip\nthen shoes, keys, and door',
      'Beans crack in the mill\na small storm in the kitchen\nwakes up the whole house',
      'Steam above the cup\ntwo old friends and one window\nthe rain can go on',
    ],
  },
  {
    asks: [
      'write a haiku about code',
      'haiku about programming',
      'a haiku about a bug',
      'write a haiku about recursion in programming',
      'coding haiku',
    ],
    answers: [
      'One missing bracket\na long night and then laughter\nthe tests all turn green',
      'A bug hides from me\na long night and then laughter\nit was one typo',
      'Cursor, blink for me\nthe function has found its name\nthe rest is easy',
      'One missing bracket\nthe compiler sees it first\nI bow to the screen',
    ],
  },
  {
    asks: [
      'write a haiku about an API',
      'haiku about a server',
      'API haiku',
      'a haiku about HTTP requests',
      'haiku about rate limits',
    ],
    answers: [
      'A request goes out\nfar away a fan spins up\ntwo hundred, okay',
      'Lights blink in the rack\nfar away a fan spins up\nsomeone pressed a key',
      'Too many requests\nthe server asks for patience\nI wait and retry',
      'A request goes out\nan answer comes home as text\nthe key stays secret',
    ],
  },
  {
    asks: ['write a haiku about tokens', 'haiku about language models', 'token haiku', 'a haiku about AI'],
    answers: [
      'Words break like fresh bread\neach piece receives a number\nthe count is the price',
      'Cut the sentence up\neach piece receives a number\nthe model can read',
      'One token, then one\na sentence grows in the dark\nuntil the full stop',
      'Words break like fresh bread\na space slips in with the next\nand nothing is lost',
    ],
  },
  {
    asks: ['write a haiku about a cat', 'cat haiku', 'a haiku about my cat', 'haiku about a sleeping kitten'],
    answers: [
      'The cat owns the chair\nthe sun moves and so does she\none warm patch at noon',
      'A purr on the sill\nthe sun moves and so does she\nfollowing the light',
      'Two eyes in the hall\na paw tests the edge of things\nthere goes my teacup',
      'The cat owns the chair\nI ask if I may sit down\nshe pretends to sleep',
    ],
  },
  {
    asks: ['write a haiku about mountains', 'mountain haiku', 'a haiku about hiking', 'haiku about a high peak'],
    answers: [
      'Peaks above the cloud\nthe path goes on out of sight\nsmall stones mark the way',
      'Boots on frozen grass\nthe path goes on out of sight\nI follow my breath',
      'A goat on the ridge\nlooks down at the tiny town\nand chews, unimpressed',
      'Peaks above the cloud\nthe valley still half asleep\nfirst sun on the snow',
    ],
  },
  {
    asks: ['write a haiku about streaming', 'haiku about a river', 'a haiku about a stream', 'river haiku'],
    answers: [
      'The stream does not wait\nword by word the river speaks\nI read as it flows',
      'Small drops on the screen\nword by word the river speaks\nthen it reaches done',
      'Cold water on stone\nthe river forgets nothing\nyet never looks back',
      'The stream does not wait\na leaf rides past the old bridge\non its way to sea',
    ],
  },
  {
    asks: ['write a haiku about love', 'love haiku', 'a haiku about friendship', 'haiku for a friend'],
    answers: [
      'Two cups on the step\nwe talk until the stars come\nneither one gets up',
      'Your hand finds my hand\nwe talk until the stars come\nand then do not talk',
      'A letter from you\nI know it by the blue ink\nI smile at the door',
    ],
  },
]
