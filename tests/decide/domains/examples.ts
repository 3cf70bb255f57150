/** Questions written for these tests, by the domain that a reader would name; at least one for each domain. */
export const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  '00': [
    'Use dimensional analysis and mathematical modelling to estimate how many litres a roof collects in a storm.',
  ],
  '01': [
    'In the history of mathematics, which scholar of Baghdad wrote the book that gave algebra its name?',
  ],
  '03': [
    'Build a truth table for the negation of the conjunction of P and Q, and say whether it is a tautology.',
    'Show that the set of all functions from the natural numbers to {0, 1} is uncountable.',
    '已知命题甲是命题乙的充分不必要条件，写出它的逆否命题。',
  ],
  '05': [
    'In how many ways can 7 different books be put on a shelf if two of them must not stand side by side?',
    'What is the coefficient given by $\\binom{12}{5}$, and how many committees of 5 does it count?',
    'Prove that every planar graph has a vertex of degree at most 5.',
    '6名同学排成一排照相，甲不站在两端，共有多少种不同的排法？',
  ],
  '06': [
    'Draw the Hasse diagram of the divisors of 60 as a partially ordered set and find a longest antichain.',
  ],
  '08': [
    'A binary operation is defined by $a \\star b = ab + a + b$. Is it associative, and has it an identity element?',
  ],
  '11': [
    'Find the remainder when $7^{2024}$ is divided by 100 and state the congruence \\pmod{100} that you used.',
    'What is the greatest common divisor of 2310 and 1001?',
    'Find all prime numbers p such that p + 2 is also a prime.',
    '求1989与2023的最大公因数。',
  ],
  '12': [
    'Factor the polynomial $x^3 - 4x^2 + x + 6$ completely.',
    'Solve the quadratic equation $3x^2 - 7x + 2 = 0$.',
    '解方程组，并对多项式因式分解。',
  ],
  '13': [
    'Let R be a Noetherian commutative ring. Show that every prime ideal contains a minimal prime ideal.',
  ],
  '14': ['Show that a smooth algebraic curve of genus one with a rational point is an elliptic curve.'],
  '15': [
    'Find the eigenvalues of the matrix $\\begin{pmatrix} 2 & 1 \\\\ 1 & 2 \\end{pmatrix}$ and its determinant.',
    '设三阶矩阵的特征值为1、2、3，求其行列式。',
  ],
  '16': ['Let R be a ring with identity. Is every left ideal of a division ring two-sided?'],
  '17': ['Compute the Killing form of the Lie algebra sl(2) and show that it is nondegenerate.'],
  '18': [
    'State the Yoneda lemma and use it to show that an adjoint functor is unique up to natural isomorphism.',
  ],
  '19': [
    'Compute the Grothendieck group of vector bundles on a point in K-theory and state Bott periodicity.',
  ],
  '20': ['How many subgroups of order 4 has the dihedral group of order 16, and which of them are normal?'],
  '22': ['Does every compact Lie group carry a bi-invariant Haar measure?'],
  '26': [
    'Differentiate $f(x) = x^2 \\ln x$ and find its critical points.',
    'Evaluate $\\int_0^1 x e^x \\, dx$.',
    'If $\\sin \\theta = 3/5$ and $\\theta$ is acute, find $\\tan 2\\theta$.',
    '求函数的单调递增区间和极值。',
  ],
  '28': [
    'Give a measurable function that is not Lebesgue integral on the line although it is bounded almost everywhere.',
  ],
  '30': [
    'Use the residue theorem to find the contour integral of $1/(z^2 + 1)$ around the upper half circle.',
    'Write the complex number $\\frac{1 + 2i}{3 - i}$ in the form a + bi.',
  ],
  '31': [
    'Show that a subharmonic function attains its maximum on the boundary, and solve the Dirichlet problem.',
  ],
  '32': ['Is every domain of holomorphy pseudoconvex in several complex variables?'],
  '33': [
    'Express the integral of the Bessel function $J_0$ by a hypergeometric series and the gamma function.',
  ],
  '34': ["Solve the initial value problem $y'' + 4y = 0$, $y(0) = 1$, $y'(0) = 0$.", '求微分方程的通解。'],
  '35': ['Solve the heat equation on a rod with Dirichlet boundary condition by separation of variables.'],
  '37': [
    'Find the period-two orbit of the logistic map and the bifurcation at which it appears in this dynamical system.',
  ],
  '39': [
    'Find all functions $f: \\mathbb{R} \\to \\mathbb{R}$ such that $f(x + y) = f(x) + f(y)$ for all real numbers x, y.',
  ],
  '40': [
    'Find the sum of the infinite geometric series with first term 12 and common ratio 1/4.',
    '等差数列的公差为3，求前20项和。',
  ],
  '41': [
    'How well can |x| be matched by a best approximation of degree n, by the Weierstrass approximation theorem?',
  ],
  '42': ['Find the Fourier series of the sawtooth wave and verify Parseval.'],
  '43': ['What is the Pontryagin dual of a locally compact abelian group of p-adic integers?'],
  '44': ['Find the inverse Laplace transform of $1/(s^2 + 9)$.'],
  '45': ['Solve the Volterra integral equation of the second kind with kernel 1.'],
  '46': ['Prove that every closed subspace of a Banach space is a Banach space under the same norm.'],
  '47': [
    'Show that a compact operator which is self-adjoint has a real eigenvalue, by the spectral theorem.',
  ],
  '49': ['Use the Euler-Lagrange condition of the calculus of variations to find the brachistochrone.'],
  '51': [
    'In triangle ABC, the angle bisector from A meets BC at D. If AB = 6, AC = 9 and BC = 10, find BD.',
    'A circle of radius 5 is tangent to both legs of a right triangle. Find the length of the hypotenuse.',
    '已知圆锥的底面半径为3，求它的表面积。',
  ],
  '52': [
    'How many lattice points lie inside the convex polygon, by Pick theorem, and what is its convex hull?',
  ],
  '53': ['Compute the Gaussian curvature and the Christoffel symbols of a torus of revolution.'],
  '54': [
    'Is every closed subset of a compact topological space compact? Is a compact Hausdorff space normal?',
  ],
  '55': ['Compute the fundamental group and the homology of the figure eight.'],
  '57': ['Show that the Jones polynomial tells the trefoil knot from its mirror picture.'],
  '58': ['Show that every closed differential form on a star-shaped smooth manifold is exact, for de Rham.'],
  '60': [
    'Two fair dice are rolled. What is the probability that the sum is at least 10?',
    'A Markov chain has three states. Find its stationary distribution.',
    '从袋中随机摸出两个球，求都是红球的概率。',
  ],
  '62': [
    'The sample mean is 52 and the standard deviation 8 with 64 observations. Give a 95% confidence interval.',
    '求这组样本数据的中位数和方差。',
  ],
  '65': ['Carry out two steps of the Newton-Raphson numerical method and bound the truncation error.'],
  '68': [
    'Write a Python function that returns the longest palindromic substring of a string.',
    'Given an array of integers, print the number of pairs. The first line of the input contains n.',
    '在二叉树中插入一个结点的算法的时间复杂度是多少？',
  ],
  '70': [
    'Use Lagrangian mechanics with generalized coordinates to find the angular momentum of a rigid body.',
  ],
  '74': ["A steel bar carries a tensile load. Find its strain from Young's modulus and the shear stress."],
  '76': [
    'Find the Reynolds number of the laminar flow and state whether it turns turbulent at higher viscosity.',
  ],
  '78': [
    'A double slit of width 0.2 mm gives an interference pattern. Find the diffraction grating that does the same.',
  ],
  '80': [
    'One mole expands in an isothermal step and then an adiabatic one. Find the entropy change of this Carnot cycle.',
  ],
  '81': [
    'A particle in an infinite square well is in its ground state. Find the expectation value of its momentum.',
  ],
  '82': ['Use the Boltzmann factor to write the partition function of the Ising model in one dimension.'],
  '83': ['By special relativity, what time dilation does a clock moving at 0.6 c show in the rest frame?'],
  '85': ['For a two-body problem with an elliptical orbit, find the orbital period from the solar mass.'],
  '86': ['How fast does a seismic wave cross the mantle, in the usual model of geophysics?'],
  '90': ['Use the simplex method for this linear programming problem with objective function 3x + 5y.'],
  '91': [
    'Find every Nash equilibrium of the game with this payoff matrix.',
    'What is the net present value of an annuity of 500 a year at 4% compounded annually?',
  ],
  '92': [
    'In a predator-prey model with carrying capacity K, when does logistic growth keep the population dynamics stable?',
  ],
  '93': [
    'For the transfer function of this feedback control loop, find the phase margin from the Nyquist plot.',
  ],
  '94': [
    'What is the channel capacity of a binary symmetric channel, and how short can a Huffman prefix code be?',
  ],
  '97': [
    'Tom bought 4 boxes of pencils. Each box costs 3 dollars. How much money did he spend in total?',
    'Sarah has 12 apples. She gives 5 to her brother. How many apples does she have left?',
    '小明买了3本书，每本12元，一共花了多少元？',
  ],
  physics: [
    'A block of mass 2 kg slides down a frictionless inclined plane. What is its acceleration?',
    '一物体做匀速直线运动，所受摩擦力为10牛，求拉力做功的功率。',
  ],
  chemistry: [
    'How many moles of sodium hydroxide neutralise 25 mL of 0.1 M sulfuric acid in this titration?',
    '下列关于氧化还原反应的说法正确的是，溶液中离子的浓度如何变化？',
  ],
  biology: [
    'In pea plants the allele for purple flowers is dominant. What genotype has a heterozygous parent?',
    '细胞有丝分裂过程中染色体数目如何变化？',
  ],
  medicine: [
    'A 54-year-old man has chest pain and high blood pressure. What is the most likely diagnosis?',
    '患者发热三天，下列治疗药物中首选的是哪一种？',
  ],
  law: [
    'The plaintiff sued the defendant for breach of contract. Will the court find that the statute bars the claim?',
    '根据我国刑法，下列哪种行为构成犯罪？被告应当承担什么责任？',
  ],
  'logic-puzzles': [
    'Anna always lies and Ben always tells the truth. One of them says: we are both liars. Who is the liar?',
    '四个人中只有一个人说真话，其余都说假话。根据他们的断定，以下哪项一定为真？',
  ],
  economics: [
    'If the central bank raises the money supply, what happens to inflation and aggregate demand in the short-run?',
    '在完全竞争市场中，边际成本上升会怎样影响供给？',
  ],
  business: [
    'How does the auditor record depreciation of the asset on the balance sheet under GAAP?',
    '某企业购入固定资产，会计上应如何计提折旧？',
  ],
  psychology: [
    'In operant conditioning, which schedule keeps a behavior going longest, and what would Freud say?',
  ],
  sociology: ['How did Durkheim explain social stratification, and what does sociology say of urbanization?'],
  politics: [
    'How many senators must vote to end debate in the Senate, and can the president call an election?',
    '马克思主义认为社会主义的根本任务是什么？',
  ],
  history: [
    'Which treaty ended the world war, and how did the empire of the last emperor fall?',
    '辛亥革命推翻了哪个朝代？',
  ],
  geography: [
    'At which latitude and longitude does the peninsula lie, and what is its climate zone?',
    '读图，说明该流域的地形和气候特征。',
  ],
  philosophy: [
    'What does Kant mean by the categorical imperative, and how does utilitarianism differ from it?',
  ],
  language: [
    'In the passage, what tone does the author use, and which adjective in the second sentence shows it?',
    '下列各句中没有病句的一句是，这篇文章的作者用了什么修辞？',
  ],
  arts: [
    'Which painter made the sculpture and the painting shown in the museum, and was the composer his friend?',
  ],
  education: ['What did Dewey ask of the curriculum, and what is good classroom management in pedagogy?'],
  engineering: [
    'The armature of a DC motor has 0.2 ohm. What is the power factor of the induction motor beside it?',
    '变压器与电动机的接地短路保护应采用什么断路器？',
  ],
  astronomy: ['Which planet of the solar system did the space probe photograph through its telescope?'],
  'earth-science': [
    'What kind of sedimentary rock forms when a glacier melts, and how does a volcano change it?',
  ],
  general: ['In which sports, baseball or hockey, did the celebrity of this movie play?'],
};
