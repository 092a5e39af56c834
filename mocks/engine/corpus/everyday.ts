import type { Text } from './text.ts'

export const everyday: readonly Text[] = [
  // Nature and science
  {
    asks: [
      'why is the sky blue?',
      'what makes the sky blue during the day?',
      'explain why the sky looks blue',
      'blue sky reason',
    ],
    answers: [
      'The sky is blue because air scatters blue light much more strongly than red light. Sunlight contains all colours, and when it meets the tiny molecules of the atmosphere, its short waves are sent in every direction. That scattered blue reaches your eyes from everywhere above you.',
      'Air scatters blue light much more strongly than red light, so the daytime sky looks blue. The effect is called Rayleigh scattering. At sunset the rays travel a longer way through the atmosphere, most of the blue is lost on the way, and the warm reds and oranges are left.',
      'The sky looks blue because the tiny molecules of the atmosphere spread the short waves of sunlight best. Violet is spread even more, but the sun sends less of it and our eyes are less sensitive to it. What remains for us is a clear blue.',
    ],
  },
  {
    asks: [
      'what is photosynthesis?',
      'explain photosynthesis',
      'how do plants make their food?',
      'photosynthesis in simple words',
    ],
    answers: [
      'Photosynthesis is the process by which plants use light to turn water and carbon dioxide into sugar and oxygen. It happens in the green parts of a leaf, where chlorophyll catches the energy of the sun. Almost all life on land depends on it.',
      'Plants use light to turn water and carbon dioxide into sugar and oxygen. The sugar feeds the plant, while the oxygen goes into the air that we breathe. Chlorophyll catches the energy of the sun and gives the leaves their green colour.',
    ],
  },
  {
    asks: ['what is gravity?', 'explain gravity to me', 'why do things fall down?', 'gravity in one sentence'],
    answers: [
      'Gravity is the force that pulls all things with mass towards each other. It keeps your feet on the ground, the moon near the earth and the planets on their paths around the sun. The more mass a body has, and the closer it is, the stronger the pull.',
      'Things fall down because gravity pulls them towards the centre of the earth. Every object with mass attracts every other one, but only very large bodies do so noticeably. The same pull keeps the moon near the earth and the planets on their paths around the sun.',
    ],
  },
  {
    asks: [
      'why do leaves change colour?',
      'why do leaves change color in the fall?',
      'why do trees turn red and yellow in autumn',
      'what happens to leaves in autumn?',
    ],
    answers: [
      'Leaves change colour in autumn because the tree breaks down the green chlorophyll and takes its useful parts back. Yellow and orange pigments were there all summer, and now they become visible. Some trees also make red pigments on cool, sunny days.',
      'When the days grow shorter, a tree stops making green chlorophyll, and other colours appear in its leaves. The yellow and orange pigments were there all summer, hidden under the green. Cool nights and sunny days give the brightest reds.',
    ],
  },
  {
    asks: ['how does a rainbow form?', 'what causes a rainbow?', 'explain rainbows', 'why do rainbows have colours'],
    answers: [
      'A rainbow forms when sunlight is bent, reflected and split into colours inside many drops of rain. Each drop sends red and violet out at slightly different angles, so the colours appear side by side. You only see the bow with the sun behind you.',
      'Sunlight is bent, reflected and split into colours inside raindrops, and that is what makes a rainbow. Every drop acts like a tiny prism with a mirror at its back. You only see the bow with the sun behind you and the rain in front.',
    ],
  },
  {
    asks: [
      'how far away is the moon?',
      'what is the distance from the earth to the moon?',
      'distance to the moon in kilometres',
      'how long does it take to fly to the moon?',
    ],
    answers: [
      'The moon is about 384,400 kilometres away from the earth on average. The distance changes during the month, because its path is slightly oval. The Apollo crews needed roughly three days for the journey.',
      'On average the moon is about 384,400 kilometres away, which is close to thirty times the width of our planet. Light covers that stretch in a little more than one second. A crewed flight takes roughly three days for the journey.',
    ],
  },
  // Capitals
  {
    asks: [
      'what is the capital of France?',
      'capital of France',
      'France capital city',
      'which city is the capital of France?',
      'what is the capital city of France',
    ],
    answers: [
      'The capital of France is Paris. The city lies on the river Seine in the north of the country and is famous for the Eiffel Tower and the Louvre.',
      'Paris is the capital of France and also its largest town. It lies on the river Seine in the north of the country.',
    ],
  },
  {
    asks: [
      'what is the capital of Germany?',
      'capital of Germany',
      'Germany capital city',
      'which city is the capital of Germany?',
    ],
    answers: [
      'The capital of Germany is Berlin. The city lies on the river Spree in the north-east of the country and has been the capital again since reunification in 1990.',
      'Berlin is the capital of Germany and has more inhabitants than any other German town. It lies on the river Spree in the north-east of the country.',
    ],
  },
  {
    asks: [
      'what is the capital of Japan?',
      'capital of Japan',
      'Japan capital city',
      'which city is the capital of Japan?',
    ],
    answers: [
      'The capital of Japan is Tokyo. It was called Edo until 1868 and is now the centre of one of the largest urban areas in the world.',
      'Tokyo is the capital of Japan and the seat of its emperor. It is now the centre of one of the largest urban areas on the planet.',
    ],
  },
  {
    asks: [
      'what is the capital of Italy?',
      'capital of Italy',
      'Italy capital city',
      'which city is the capital of Italy?',
    ],
    answers: [
      'The capital of Italy is Rome. The city lies on the river Tiber and surrounds the Vatican, which is a state of its own.',
      'Rome is the capital of Italy and one of the oldest large towns in Europe. It lies on the river Tiber and surrounds the Vatican.',
    ],
  },
  {
    asks: [
      'what is the capital of Spain?',
      'capital of Spain',
      'Spain capital city',
      'which city is the capital of Spain?',
    ],
    answers: [
      'The capital of Spain is Madrid. The city lies almost in the middle of the country, on a high plain about 650 metres above the sea.',
      'Madrid is the capital of Spain and home of the Prado museum. It lies almost in the middle of the country, on a high and sunny plain.',
    ],
  },
  {
    asks: [
      'what is the capital of the United Kingdom?',
      'capital of the United Kingdom',
      'UK capital city',
      'what is the capital of England?',
      'capital of Great Britain',
    ],
    answers: [
      'The capital of the United Kingdom is London. The city grew from a Roman settlement on the river Thames and has almost nine million inhabitants.',
      'London is the capital of the United Kingdom. It stands on the river Thames and has almost nine million inhabitants, more than Scotland and Wales taken together.',
    ],
  },
  {
    asks: [
      'what is the capital of Canada?',
      'capital of Canada',
      'Canada capital city',
      'which city is the capital of Canada?',
    ],
    answers: [
      'The capital of Canada is Ottawa. The city lies in the province of Ontario, and many people are surprised that it is not Toronto or Montreal.',
      'Ottawa is the capital of Canada. It lies in the province of Ontario, right across the river from Quebec, so both English and French are heard in its streets.',
    ],
  },
  {
    asks: [
      'what is the capital of Australia?',
      'capital of Australia',
      'Australia capital city',
      'which city is the capital of Australia?',
    ],
    answers: [
      'The capital of Australia is Canberra. It was planned as a compromise between Sydney and Melbourne, which both wanted the honour.',
      'Canberra is the capital of Australia, although many people guess Sydney. The city was planned as a compromise between Sydney and Melbourne in the early twentieth century.',
    ],
  },
  // Lists and numbers
  {
    asks: [
      'name three colours',
      'name three colors',
      'list three colours',
      'tell me three colours',
      'give me 3 colors',
    ],
    answers: [
      'Red, blue and yellow are three colours. They are the classic primary tones of painting, from which many others can be mixed. Screens work with red, green and blue instead.',
      'Three colours are green, violet and orange. Painters mix them from red, blue and yellow, the classic primary tones of painting. Many flags and logos use them too.',
      'Red, green and blue are three colours that every screen is built on. Mixed as light in equal parts they give white. Painters work with the classic primary tones of painting instead, which are red, blue and yellow.',
    ],
  },
  {
    asks: ['list five fruits', 'name five fruits', 'give me 5 fruits', 'list some fruits', 'five kinds of fruit'],
    answers: [
      'Apple, banana, orange, pear and grape are five fruits. You can find all of them in almost every market at almost any time of the year.',
      'Five fruits are mango, kiwi, cherry, plum and peach. The last three have one hard stone inside, and you can find all of them in almost every market in summer.',
      'Strawberry, lemon, melon, apricot and fig are five fruits. They taste best when they ripen in the sun, and you can find all of them in almost every market by the sea.',
    ],
  },
  {
    asks: [
      'count from one to ten',
      'count to ten',
      'count from 1 to 10',
      'list the numbers from one to ten',
      'can you count to 10?',
    ],
    answers: [
      'One, two, three, four, five, six, seven, eight, nine, ten. That was all of them, in the right order.',
      'Here we go: one, two, three, four, five, six, seven, eight, nine, ten. Half of them are odd and half are even.',
      'In digits it looks like this: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10. That was all of them, in the right order.',
    ],
  },
  {
    asks: [
      'list the planets',
      'list the planets of the solar system',
      'name all planets',
      'how many planets are there?',
      'planets in order from the sun',
    ],
    answers: [
      'The eight planets are Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus and Neptune. The first four are small and rocky, while the outer ones are giants of gas and ice. Pluto has been called a dwarf planet since 2006.',
      'Our solar system has eight planets. In order from the sun they are Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus and Neptune. Jupiter is the largest of them, and Mercury is the smallest.',
    ],
  },
  {
    asks: [
      'list the days of the week',
      'name the days of the week',
      'what are the seven days of the week?',
      'weekdays in order',
    ],
    answers: [
      'Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday are the seven days of the week. In most of Europe the week begins with a Monday, in the United States calendars often start one day earlier.',
      'The seven days of the week are Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday. Five of them are usual working days, and the last two make the weekend.',
    ],
  },
  {
    asks: ['list the four seasons', 'what are the four seasons?', 'name the seasons of the year', 'seasons in order'],
    answers: [
      'The four seasons are spring, summer, autumn and winter. They exist because the axis of the earth is tilted, so each half of the globe leans towards the sun for one part of the year.',
      'Spring, summer, autumn and winter are the four seasons. When it is summer in Europe, it is winter in Australia, because the axis of the earth is tilted.',
    ],
  },
  {
    asks: ['what is two plus two?', 'what is 2+2', 'two plus two', 'how much is 2 + 2?', 'calculate 2 plus 2'],
    answers: [
      'Two plus two is four. You can check it with your fingers: hold up a pair on each hand and count them together. A language model has merely read that sum very often.',
      'The answer is four, because two plus two is the same as counting two steps onwards from two. For larger sums you should give a model a calculator as a tool.',
      'Two plus two equals four. A language model has merely read that sum very often, and it does not really compute. For larger sums you should give a model a calculator as a tool.',
    ],
  },
  // Product and marketing texts
  {
    asks: [
      'write a product description for a coffee mug',
      'product description for a mug',
      'describe a coffee mug for an online shop',
      'write a short advertising text for a mug',
      'coffee mug description',
    ],
    answers: [
      'Meet the mug that makes Monday feel like a weekend. It holds 350 millilitres, keeps your coffee warm for longer thanks to its thick stoneware wall, and fits comfortably into your hand. It is safe for the dishwasher and comes in forest green, sand and midnight blue.',
      'This handmade stoneware mug turns every break into a small holiday. Its wide handle fits comfortably into your hand, and the thick wall keeps your coffee warm for longer. Choose between sand and midnight blue, and put it into the dishwasher without a worry.',
      'A good morning starts with a good mug. Ours holds 350 millilitres, has a smooth rim and a wide handle, and is glazed by hand, so no two pieces look the same. It is safe for the dishwasher and comes in a box that is ready to give away.',
    ],
  },
  {
    asks: [
      'write a slogan for a coffee shop',
      'coffee shop slogan',
      'give me a catchy slogan for a café',
      'a tagline for my coffee bar',
      'slogan for a cafe',
    ],
    answers: [
      'Slow mornings, strong coffee. It promises calm and quality in four words, and it fits on a cup as well as on the window.',
      'Your second living room, now with better coffee. This line sounds friendly, it invites people to stay, and it fits on a cup as well as on a sign.',
      'Good beans, good talk, good day. The rhythm is easy to remember, and it fits on a cup as well as on the window.',
    ],
  },
  {
    asks: [
      'suggest a name for a coffee shop',
      'name for a coffee shop',
      'what should I call my café?',
      'give me some names for a new coffee bar',
      'coffee shop name ideas',
    ],
    answers: [
      'The Slow Spoon would be a warm name for a coffee shop. Other ideas are Copper Kettle, First Light and Corner of Beans. Say each one aloud and choose the one that is easiest to spell on the phone.',
      'How about First Light, a name for a coffee shop that opens early? Copper Kettle sounds more traditional, and Second Sip is playful. Say each one aloud and choose the one that your friends still remember tomorrow.',
    ],
  },
  {
    asks: [
      'write a birthday message',
      'birthday wishes for a friend',
      'write a birthday card for my friend',
      'happy birthday text',
    ],
    answers: [
      'Happy birthday, my dear friend! May the new year of your life bring you good health, long evenings with people you love, and at least one adventure that nobody expected. Today the cake is yours, and so is the last piece.',
      'All the best for your birthday! I wish you good health, long evenings with people you love, and enough time for everything you have been putting off. Thank you for making my days brighter. The last piece of cake is yours.',
    ],
  },
  // Poems and stories
  {
    asks: [
      'write a poem about the sea',
      'poem about the sea',
      'write a poem about the ocean',
      'a short sea poem please',
    ],
    answers: [
      'The sea came softly to my door\nand left a shell upon the floor.\nI held it close and heard it tell\nof silver fish and harbour bell.\nThe evening turned the water gold,\nas in the tales the sailors told.',
      'At dawn the grey becomes a blue,\nthe gulls awake, the wind is new.\nThe boats go out, the boats come home,\nand draw their lines in lace and foam.\nThe evening turned the water gold,\nand every wave was young and old.',
    ],
  },
  {
    asks: ['write a short poem about autumn', 'autumn poem', 'short poem about fall', 'a poem about falling leaves'],
    answers: [
      'The apples shine, the swallows go,\nthe morning fields lie white and low.\nA golden leaf comes drifting down\nand lands upon the quiet town.\nPut on the kettle, close the door,\nthe year has one warm story more.',
      'The path is red, the wood is still,\na blue smoke climbs above the hill.\nA golden leaf comes drifting down\nto give the little brook a crown.\nSo let the summer say goodbye,\nthe stars hang lower in the sky.',
    ],
  },
  {
    asks: [
      'write a poem about friendship',
      'poem for a friend',
      'a short poem about friends',
      'write a poem for my best friend',
    ],
    answers: [
      'You came along without a plan\nand carried half my heavy van.\nWe laughed until the lamps went out\nand learned what trust is all about.\nSo many roads, so many miles,\nand all of them lit up by smiles.',
      'A friend will knock where others call,\nand bring a ladder to the wall.\nWe laughed until the lamps went out,\nwe swam in rain, we sang with doubt.\nIf all my treasures had to go,\nI would keep you, I think you know.',
    ],
  },
  {
    asks: [
      'write a one-sentence bedtime story about a unicorn',
      'tell me a bedtime story about a unicorn',
      'unicorn story',
      'write a short story about a unicorn',
    ],
    answers: [
      'Under a sky full of quiet stars, a small unicorn named Luna touched every sleepy flower in the meadow with her silver horn, wished the moon good night, and curled up in the soft grass to dream until morning.',
      'In a forest where the trees hummed lullabies, a gentle unicorn carried the last light of the day home on her horn, so that every animal could fall asleep knowing that the morning would find its way back.',
    ],
  },
  {
    asks: [
      'write a short story about a robot',
      'story about a robot',
      'tell me a story about a robot',
      'short robot story',
      'robot story with a happy ending',
    ],
    answers: [
      'Once there was a little robot named Tilo who watered the plants of an empty railway station. No train had stopped there for years, but Tilo kept the roses alive. One morning a girl got off a broken bus and smelled the flowers. She told everybody in the village, and soon people came every Sunday with cake and chairs. Tilo learned to pour tea without spilling a drop. When somebody asked him what he was for, he no longer said watering. He said: for company.',
      'In a quiet repair shop lived a little robot named Tilo, whose left arm was far too long. The other machines laughed, until a kitten fell behind the tall cupboard by the wall. Nobody could reach it. Tilo stretched out his strange arm, lifted the kitten up and set it gently on the table. From that day on they called him whenever something was lost. Tilo never wished for a shorter arm again, and the kitten slept in his toolbox.',
    ],
  },
  {
    asks: [
      'tell me a bedtime story about a dragon',
      'bedtime story dragon',
      'write a story about a dragon',
      'a dragon story for children',
    ],
    answers: [
      'High above the clouds lived a small dragon who could not breathe fire. When Pim tried, only warm air came out. The others lit torches and roasted chestnuts, and he sat quietly on his rock. Then winter came, so cold that the birds could not sleep. Pim opened his mouth and blew softly over the nests. One by one the little beaks closed. From then on the birds sang for him every evening, and he fell asleep long before the last note.',
      'Once upon a time a small dragon who could not breathe fire lived beside a lake. He was ashamed and hid among the reeds. One night a boat was lost in the fog, and the fisherman called for help. The dragon had no flame, but his scales shone in the moonlight, so he swam ahead and led the way home. The village gave him a lantern of his own. He hung it over his bed, yawned, and slept until spring.',
    ],
  },
  {
    asks: [
      'tell me a bedtime story about a fox',
      'bedtime story fox',
      'write a short story about a fox',
      'a story about a little fox for my child',
      'bedtime story',
    ],
    answers: [
      'A young fox wanted to know where the sun goes at night. He walked over the hill, through the barley and along the brook. He asked the owl, who was just getting up, and the hedgehog, who had not had breakfast. Nobody could tell him. At last he lay down on soft moss and closed his eyes, only for a moment. When he opened them again, the sun was standing right above his nose. It comes back by itself, thought the fox, and went home for breakfast.',
      'Deep in the wood lived a fox who was afraid of the dark. Each evening he asked the owl, who was just getting up, to leave one star switched on. The owl laughed kindly and showed him the glow-worms under the fern. They blinked yellow and green, like tiny windows. The fox counted them: one, two, three, and at seven he began to snore. At last he lay down on soft moss every night without any fear, and the glow-worms kept watch.',
    ],
  },
  {
    asks: [
      'once upon a time',
      'tell me a story',
      'write a short story',
      'make up a story for me',
      'a very short story please',
    ],
    answers: [
      'Once upon a time there was a lighthouse keeper who collected lost letters. The sea brought them in bottles, and she answered every one. One day a reply came back, written in her own hand as a child. It said: I knew that you would find this. She laughed, lit the lamp a little earlier than usual, and put the kettle on for two.',
      'Once upon a time there was a clockmaker whose clocks all ran a little slow. The people complained, until they noticed that their evenings had become longer. Children finished their games, and nobody burned the soup any more. In the end the mayor came with a medal. He arrived late, of course, and put the kettle on for two.',
    ],
  },
  // Letters
  {
    asks: [
      'write an e-mail asking for a day off',
      'email to my boss asking for a day off',
      'request a day of leave by e-mail',
      'write a mail to ask for a free day',
      'day off email',
    ],
    answers: [
      'Subject: Request for leave on Friday\n\nDear Ms Keller,\n\nI would like to take a day off this coming Friday for a family matter. My open tasks will be finished by Thursday afternoon, and Jonas has kindly agreed to cover for me if anything urgent comes up.\n\nPlease let me know whether this works for you. Thank you very much.\n\nKind regards,\nMira',
      'Subject: A day of leave next week\n\nDear Mr Okafor,\n\nmay I take next Tuesday off? I am moving to a new flat and would like to do it without hurry. There are no meetings in my calendar on that date, and Jonas has kindly agreed to cover for me.\n\nPlease let me know whether this works for you.\n\nBest wishes,\nMira',
    ],
  },
  {
    asks: [
      'write a polite reply to an unhappy customer',
      'answer an angry customer',
      'reply to a complaint',
      'polite response to a bad review',
      'customer complaint e-mail answer',
    ],
    answers: [
      'Dear Mr Lindner,\n\nthank you for telling us about the damaged parcel. I am very sorry for the trouble that this has caused you. A new lamp will leave our warehouse tomorrow morning, free of charge, and you do not need to send the broken one back.\n\nIf anything else is missing, please write to me directly.\n\nKind regards,\nAnna Berg, Customer Service',
      'Dear Ms Ortega,\n\nI am very sorry for the trouble that this has caused you. Your order should have arrived a week ago, and we did not keep our promise. I have just refunded the shipping costs, and the parcel is on its way with an express service.\n\nThank you for your patience. If anything else goes wrong, please write to me directly.\n\nKind regards,\nAnna Berg, Customer Service',
    ],
  },
  {
    asks: [
      'write a thank you note',
      'thank-you e-mail after a meeting',
      'write a thank you letter to a colleague',
      'short note of thanks',
    ],
    answers: [
      'Dear Samira,\n\nthank you for taking the time to show me the new system yesterday. Your examples were clear, and I could solve my first ticket on my own this morning. If I can return the favour, please tell me.\n\nBest wishes,\nPaul',
      'Dear Samira,\n\nI want to thank you for taking the time to read my draft so carefully. Your questions made the second half much stronger. The next coffee is on me, and if I can return the favour, please tell me.\n\nBest wishes,\nPaul',
    ],
  },
  // Computers and programming
  {
    asks: [
      'explain recursion',
      'what is recursion?',
      'recursion in simple terms',
      'explain recursion to a beginner',
      'how does a recursive function work?',
    ],
    answers: [
      'Recursion means that a function solves a problem by calling itself on a smaller part of it. There must be a base case that needs no further call, otherwise it would never stop. Folders inside folders are a natural example.',
      'A recursive function is one that calls itself on a smaller part of the problem until it reaches a base case. Think of Russian dolls: you open one, find another inside, and go on until the smallest cannot be opened. There must be a last one, or the program runs out of stack.',
    ],
  },
  {
    asks: [
      'explain a variable',
      'what is a variable in programming?',
      'explain variables to a beginner',
      'variable programming definition',
    ],
    answers: [
      'A variable is a name for a value that a program wants to remember. You can imagine a box with a label: the label stays, while the content may change. In TypeScript you write const for a fixed value and let for one that changes later.',
      'In programming, a variable is a name for a value that can be used again later. It makes code readable, because price says more than a bare number. Choose const when the content stays as it is, and let when you need to replace it.',
    ],
  },
  {
    asks: [
      'what is a function in programming?',
      'explain a function',
      'what does a function do in code?',
      'function definition for beginners',
    ],
    answers: [
      'A function is a named piece of code that takes some input and can give back a result. You write it once and call it as often as you like. Good functions are short and do exactly one thing.',
      'In programming, a function is a named piece of code that you can call whenever you need it. The values you pass in are called arguments, and what comes back is the return value. Short ones are easier to test.',
    ],
  },
  {
    asks: [
      'what is TypeScript?',
      'explain TypeScript',
      'TypeScript in one sentence',
      'what is the difference between TypeScript and JavaScript?',
      'why use TypeScript?',
    ],
    answers: [
      'TypeScript is a programming language that adds static types to JavaScript. A checker reads the code before it runs and reports mistakes such as a missing property or a wrong argument. The types are removed afterwards, and ordinary JavaScript remains.',
      'TypeScript is JavaScript with static types on top. The editor can complete names, and many mistakes are found before the program starts. Microsoft published it in 2012, and an existing project can be moved over one file at a time.',
      'TypeScript adds static types to JavaScript, so that many mistakes are found before the program starts. You describe the shape of your data once, and the compiler checks each use of it. The types cost nothing at run time.',
    ],
  },
  {
    asks: ['what is JavaScript?', 'explain JavaScript', 'JavaScript in simple words', 'what is JavaScript used for?'],
    answers: [
      'JavaScript is the programming language that runs in every web browser. It makes pages react to clicks, load data and draw animations. Thanks to Node.js it also runs on servers and in command-line tools.',
      'JavaScript is a dynamic language that was created in 1995 to bring life to web pages. Today it also runs on servers and in desktop programs. Despite the similar name, it has little to do with Java.',
    ],
  },
  {
    asks: ['what is Node.js?', 'explain Node.js', 'what is node used for?', 'Node.js in one sentence'],
    answers: [
      'Node.js is a program that runs JavaScript outside the browser. It gives your code access to files, the network and the operating system. Many web servers and almost all build tools for the web are written with it.',
      'Node.js runs JavaScript outside the browser, for example on a server or in a terminal. It uses the V8 engine from Chrome and can wait for many connections at once. Packages for it are installed with npm.',
    ],
  },
  {
    asks: ['what is JSON?', 'explain JSON', 'what does JSON stand for?', 'JSON format in simple words'],
    answers: [
      'JSON is a text format for data that both people and programs can read. It knows objects, arrays, strings, numbers, true, false and null. The name stands for JavaScript Object Notation, and nearly every web API uses it.',
      'JSON stands for JavaScript Object Notation, and it is a text format for data that almost all languages support. Keys are written in double quotes, and comments are not allowed. Nearly every web API uses it for requests and responses.',
    ],
  },
  {
    asks: ['what is HTTP?', 'explain HTTP', 'what does HTTP mean?', 'how does an HTTP request work?'],
    answers: [
      'HTTP is the protocol with which browsers and programs request data from a server. A request names a method such as GET or POST, a path and some headers. The response carries a status code, for instance 200 for success or 404 for a missing page.',
      'HTTP stands for Hypertext Transfer Protocol, the set of rules for talking to a web server. The client sends a method such as GET or POST, and the server replies with a status code and a body. With encryption it is called HTTPS.',
    ],
  },
  {
    asks: ['what is a database?', 'explain databases', 'what is a database used for?', 'database in simple words'],
    answers: [
      'A database is an organised collection of data that a program can search and change quickly. Relational systems keep it in tables and speak SQL, while others store documents or graphs. Transactions make sure that a change happens completely or not at all.',
      'A database stores data in such a way that a program can search and change quickly what it needs. An online shop keeps its customers, products and orders there. Indexes speed up the search, and regular backups protect you from loss.',
    ],
  },
  {
    asks: [
      'what is git?',
      'explain git',
      'what is git used for?',
      'git in simple words',
      'why should I use version control?',
    ],
    answers: [
      'Git is a version control system that records every change to the files of a project. Each commit is a snapshot with an author and a message, so you can always go back to an earlier state. Branches let several people work at the same time.',
      'With Git you record the history of a project in small steps called commits. You can always go back to an earlier state, compare two versions, or try an idea on a branch. Linus Torvalds started it in 2005 for the Linux kernel.',
    ],
  },
  {
    asks: [
      'what is open source?',
      'explain open source',
      'what does open source software mean?',
      'open source in one sentence',
    ],
    answers: [
      'Open source means that everybody may read, use, change and share the source code of a program. A licence states the exact conditions. Linux and Firefox are well-known examples, and many such projects are run by volunteers together with companies.',
      'Open source software is published with its code, under a licence that lets everybody use, change and share the source code of a program. More eyes find more bugs, and nobody depends on one single vendor. Linux and Firefox are well-known examples.',
    ],
  },
  {
    asks: [
      'what is machine learning?',
      'explain machine learning',
      'machine learning in simple words',
      'how does machine learning work?',
    ],
    answers: [
      'Machine learning is a way to build programs that find patterns in examples instead of following hand-written rules. You show the system many labelled pictures of cats, and it adjusts its numbers until it recognises new ones. More and better data usually helps.',
      'With machine learning, programs find patterns in examples instead of following hand-written rules. The training phase adjusts many numbers until the errors become small. Afterwards the model can judge cases that it has never seen, though it can still be wrong.',
    ],
  },
  {
    asks: [
      'what is a neural network?',
      'explain neural networks',
      'neural network in simple words',
      'how does a neural network learn?',
    ],
    answers: [
      'A neural network is a mathematical model made of layers of simple units that pass numbers to each other. Each connection has a weight, and training changes these weights a little after every example. The idea was inspired by nerve cells, but it is much simpler than a brain.',
      'A neural network consists of layers of simple units that pass numbers to each other. It learns by comparing its output with the right answer and moving all weights a tiny bit in the better direction. Language models are very large networks of this kind.',
    ],
  },
  {
    asks: [
      'what is a computer?',
      'explain what a computer does',
      'how does a computer work?',
      'computer in simple words',
    ],
    answers: [
      'A computer is a machine that follows a list of instructions to process data. Its processor carries out very simple steps, but billions of them in each second. Memory holds what is needed right now, and a drive keeps everything else.',
      'A computer follows a list of instructions to process data, one tiny step after the other. Everything inside is stored as zeros and ones, including pictures and music. Without a program the hardware would do nothing useful at all.',
    ],
  },
  {
    asks: ['what is the internet?', 'explain the internet', 'how does the internet work?', 'internet in simple words'],
    answers: [
      'The internet is a worldwide network that connects millions of smaller networks. Data travels in packets, and routers pass each of them on towards its goal. The web is only one service that uses it, just like e-mail or video calls.',
      'The internet connects millions of smaller networks all over the world. A message is cut into packets, which may take separate ways and are put together again at the end. No single company or country owns the whole of it.',
    ],
  },
  // Culture
  {
    asks: [
      'who wrote Romeo and Juliet?',
      'author of Romeo and Juliet',
      'Romeo and Juliet writer',
      'which author wrote Romeo and Juliet?',
    ],
    answers: [
      'William Shakespeare wrote Romeo and Juliet. The tragedy about two young lovers from hostile families was written around 1595 and is set in the Italian town of Verona.',
      'Romeo and Juliet was written by William Shakespeare around 1595. The play is set in the Italian town of Verona and tells of two young lovers from hostile families.',
    ],
  },
  {
    asks: [
      'who painted the Mona Lisa?',
      'Mona Lisa painter',
      'which artist painted the Mona Lisa?',
      'where does the Mona Lisa hang?',
    ],
    answers: [
      'Leonardo da Vinci painted the Mona Lisa. He began the portrait in Florence around 1503, and today it hangs in the Louvre in Paris behind thick glass.',
      'The Mona Lisa was painted by Leonardo da Vinci, and today it hangs in the Louvre in Paris. It is surprisingly small, only about 77 by 53 centimetres.',
    ],
  },
  // Tips and plans
  {
    asks: [
      'recipe for pancakes',
      'how do I make pancakes?',
      'give me a simple pancake recipe',
      'pancake recipe for two people',
      'what do I need for pancakes?',
    ],
    answers: [
      'For pancakes you need 200 grams of flour, two eggs, 300 millilitres of milk and a pinch of salt. Whisk everything until the batter is smooth and let it rest for ten minutes. Fry thin rounds in a little butter until both sides are golden. Serve them with lemon and sugar, or with apple sauce.',
      'Whisk 200 grams of flour, two eggs, 300 millilitres of milk and a pinch of salt, then fry the batter in thin rounds. Let it rest for ten minutes first, so that the flour can swell. Turn each one when the top looks dry. They taste best straight from the pan.',
    ],
  },
  {
    asks: [
      'tips for sleeping better',
      'how can I sleep better?',
      'give me tips for better sleep',
      'I cannot sleep, what helps?',
      'how do I fall asleep faster',
    ],
    answers: [
      'You sleep better if you go to bed and get up at the same time every day. Keep the bedroom cool, dark and quiet, and leave the phone in another room. Avoid coffee after lunch. If worries keep you awake, write them down and close the notebook.',
      'Go to bed and get up at the same time every day, because a steady rhythm helps most. A short walk in daylight and a cool, dark room do the rest. Avoid coffee after lunch, and see a doctor if the problem lasts for weeks.',
    ],
  },
  {
    asks: [
      'tips for learning to program',
      'how do I learn to program?',
      'how can I learn programming as a beginner',
      'what is the best way to learn coding?',
    ],
    answers: [
      'The best way to learn programming is to write a little code every day. Choose one language, stay with it for some months, and build small things that you would really use. Type examples yourself instead of copying them. Errors are normal, so learn to read their messages calmly.',
      'Write a little code every day and build small things that you would really use. Twenty minutes of practice beat one long weekend per month. Change working examples and predict what will happen. When you are stuck, explain the problem aloud to somebody.',
    ],
  },
  {
    asks: [
      'tips for a job interview',
      'how do I prepare for a job interview?',
      'job interview advice',
      'what should I do before an interview?',
    ],
    answers: [
      'Prepare for a job interview by reading about the company and practising short stories about your own work. Each story should name the problem, what you did and the result. Bring two or three honest questions. Arrive ten minutes early and take a slow breath before you answer.',
      'For a good interview, practise short stories about your own work and know why you want this position. Say openly when you do not know something, and explain how you would find out. Bring two or three honest questions about the team.',
    ],
  },
  {
    asks: ['tips for staying healthy', 'how can I live healthier?', 'give me three health tips', 'healthy habits'],
    answers: [
      'Move a little every day, eat plenty of vegetables and get enough sleep. Small habits last longer than big plans, so take the stairs and drink water with each meal. Meet friends often, because good company is healthy too.',
      'Three habits help most people: move a little every day, sleep enough, and do not smoke. Add plenty of vegetables and whole grains to your meals. Small habits last longer than big plans, and a yearly check with your doctor is wise.',
    ],
  },
  {
    asks: [
      'plan a weekend in a city',
      'plan a weekend trip',
      'two days in Paris, what should I do?',
      'weekend itinerary for a city break',
      'travel plan for a weekend',
    ],
    answers: [
      'Arrive on Friday evening and begin with a slow walk through the old town. On Saturday visit one museum in the morning, have lunch at the market, and see the view from a hill or tower before sunset. Keep Sunday free for a park, a long breakfast and the way home.',
      'Plan one big sight per day and leave the rest open. Have lunch at the market on Saturday, take a boat or a tram in the afternoon, and book a table near your hotel for dinner. Keep Sunday free for a park and a good bakery.',
    ],
  },
  // Descriptions and single sentences
  {
    asks: [
      'describe a city at night',
      'write a description of a city at night',
      'the city at night in a few sentences',
      'describe the lights of a town after dark',
    ],
    answers: [
      'The city at night is a map of small lights. Trams draw yellow lines through the wet streets, and behind every window somebody is still cooking, reading or laughing. From the bridge you hear music from a bar, the river below, and one lonely bicycle bell.',
      'After dark the town becomes quieter, but it does not sleep. Neon signs float in the puddles, a baker carries flour through a side door, and behind every window somebody is still cooking, reading or laughing. Far away a train says goodbye.',
    ],
  },
  {
    asks: [
      'write one sentence about the ocean',
      'one sentence about the sea',
      'describe the ocean in one sentence',
      'a single sentence about the ocean',
    ],
    answers: [
      'The ocean covers more than two thirds of our planet, and most of its depths have never been seen by human eyes.',
      'Under the restless waves the ocean is dark and silent, and most of its depths have never been seen by anyone.',
      'The ocean covers more than two thirds of our planet, yet every child on the beach believes that the waves come only to play.',
    ],
  },
  {
    asks: [
      'write one sentence about the moon',
      'one sentence about the moon',
      'describe the moon in one sentence',
      'a single sentence on the moon',
    ],
    answers: [
      'The moon has no light of its own, yet it has shown travellers the way home for thousands of years without making a sound.',
      'Tonight the moon hangs above the roofs like a lamp that somebody forgot to switch off.',
      'Quiet and pale, the moon hangs above the roofs and pulls the tides without making a sound.',
    ],
  },
  {
    asks: [
      'write one sentence about the morning',
      'one sentence about the morning',
      'describe the morning in one sentence',
      'a single sentence about sunrise',
    ],
    answers: [
      'The morning comes through the curtains on bare feet and smells of bread and wet grass.',
      'In the early hours the street belongs to the birds, and the air smells of bread and wet grass.',
      'The morning comes through the curtains so gently that even the cat forgives it.',
    ],
  },
  {
    asks: [
      'write a sentence',
      'write one sentence',
      'give me an example sentence',
      'a random sentence please',
      'write a one-sentence story',
    ],
    answers: [
      'The old baker opened his door, and the whole street followed the smell of warm bread.',
      'Every evening the whole street followed the smell of warm bread to the same small door.',
      'A paper boat sailed down the gutter, carrying one brave ladybird past the smell of warm bread and on towards the sea.',
    ],
  },
  {
    asks: ['write a tongue twister', 'tongue twister please', 'say a tongue twister', 'do you know a tongue twister?'],
    answers: [
      'Six slim servers softly stream seven silver strings. Say it five times without a pause, and then try it faster.',
      'Tiny tokens tumble twice through Toby and his twin. Say it five times without a pause, if your tongue allows it.',
    ],
  },
  {
    asks: ['explain the water cycle', 'what is the water cycle?', 'where does rain come from?', 'why does it rain?'],
    answers: [
      'It rains because water evaporates, rises, cools down and falls back to the ground in drops. The sun drives this endless cycle. Rivers then carry the rain to the sea, where the journey begins again.',
      'In the water cycle, water evaporates, rises, cools down and falls back to the ground as rain or snow. High in the air it forms clouds of very fine droplets. When these join and grow heavy, they drop.',
    ],
  },
  {
    asks: [
      'what is the speed of light?',
      'how fast is light?',
      'speed of light in kilometres per second',
      'how long does light from the sun take?',
    ],
    answers: [
      'Light travels at about 300,000 kilometres per second in empty space. The exact value is 299,792,458 metres per second, and nothing with mass can reach it. Sunlight needs a little more than eight minutes to reach the earth.',
      'The speed of light is about 300,000 kilometres per second in a vacuum. In glass or water it is clearly slower, which is why lenses work. Sunlight needs a little more than eight minutes for its way to us.',
    ],
  },
]
