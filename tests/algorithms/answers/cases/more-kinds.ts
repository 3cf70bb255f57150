/** More cases of lists, sets, intervals, matrices, equations and formulas of variables. */
export const MORE_KINDS = String.raw`
# sets, intervals, tuples
+ \{1,2,3\} ¦ \{3,2,1\} ¦ same-set
- {1,2} ¦ {1,2,3} ¦ different-set
+ 1,2,3 ¦ \{1,2,3\} ¦ same-set
? [1,2] ¦ (1,2) ¦ two-readings
+ (-\infty,1)\cup(2,\infty) ¦ x<1 \text{ or } x>2 ¦ same-interval
+ (-\infty, 1) \cup (2, \infty) ¦ (2,\infty)\cup(-\infty,1) ¦ same-interval
- (-\infty,1]\cup(2,\infty) ¦ (-\infty,1)\cup(2,\infty) ¦ different-interval
+ \mathbb{R}\setminus\{0\} ¦ (-\infty,0)\cup(0,\infty) ¦ same-interval
+ x\neq 0 ¦ (-\infty,0)\cup(0,\infty) ¦ same-interval
+ all real numbers ¦ (-\infty,\infty) ¦ same-interval
? \mathbb R ¦ all real numbers except 0 ¦ different-text
+ 1 \le x < 2 ¦ [1,2) ¦ same-interval
+ x \in [0,1] ¦ 0\le x\le 1 ¦ same-interval
+ 2>x>1 ¦ (1,2) ¦ same-interval
+ [0,1]\cup[1,2] ¦ [0,2] ¦ same-interval
- [0,1)\cup(1,2] ¦ [0,2] ¦ different-interval
+ (1,2,3) ¦ \langle 1,2,3\rangle ¦ same-tuple
+ \begin{pmatrix}1\\2\end{pmatrix} ¦ (1,2) ¦ same-tuple
+ (0.5, 1) ¦ (1/2,1) ¦ same-tuple
+ (1,2),(3,4) ¦ (3,4),(1,2) ¦ same-set
- (1,2) and (3,4) ¦ (1,2), (4,3) ¦ different-set
+ x=1, y=2 ¦ (1,2) ¦ same-tuple
+ x=1,y=2 ¦ y=2,x=1 ¦ same-tuple
- x=2,y=1 ¦ x=1,y=2 ¦ different-tuple

# plus and minus
+ \pm 2 ¦ 2,-2 ¦ same-set
+ x=\pm2 ¦ \{-2,2\} ¦ same-set
? 2 ¦ \pm2 ¦ several-answers
+ \pm\sqrt{3} ¦ \sqrt3,-\sqrt3 ¦ same-set
+ 1\pm\sqrt2 ¦ 1+\sqrt2, 1-\sqrt2 ¦ same-set
+ 3 \pm 1 ¦ 4, 2 ¦ same-set
- \pm 3 ¦ \pm 2 ¦ different-set
+ \frac{1\pm\sqrt5}{2} ¦ \frac{1+\sqrt{5}}{2},\frac{1-\sqrt5}{2} ¦ same-set

# matrices
+ \begin{pmatrix}1&2\\3&4\end{pmatrix} ¦ \begin{bmatrix}1&2\\3&4\end{bmatrix} ¦ same-matrix
- \begin{pmatrix}1&2\\3&4\end{pmatrix} ¦ \begin{pmatrix}1&3\\2&4\end{pmatrix} ¦ different-matrix
+ [[1,2],[3,4]] ¦ \begin{pmatrix}1&2\\3&4\end{pmatrix} ¦ same-matrix
+ \begin{pmatrix}1/2&0\\0&1\end{pmatrix} ¦ \begin{pmatrix}0.5&0\\0&1\end{pmatrix} ¦ same-matrix

# equations and inequalities
+ x=5 ¦ 5 ¦ same-number
+ 5 ¦ x=5 ¦ same-number
? x = 5 ¦ y = 5 ¦ variables-differ
+ y=2x+1 ¦ 2x+1 ¦ same-expression
+ 2x+1=y ¦ y=2x+1 ¦ same-equation
+ y-2x=1 ¦ y=2x+1 ¦ same-equation
+ x^2+y^2=4 ¦ y^2+x^2=4 ¦ same-equation
? x^2+y^2=4 ¦ x^2+y^2=2 ¦ equations-differ
+ f(x)=x^2 ¦ x^2 ¦ same-expression
+ x=5 or x=-5 ¦ \pm5 ¦ same-set
+ n=12 ¦ 12 ¦ same-number
+ 3x+2y-6=0 ¦ y=-\frac32x+3 ¦ same-equation
+ x > 3 ¦ (3,\infty) ¦ same-interval
- x\ge3 ¦ x>3 ¦ different-interval
+ 3<x ¦ x>3 ¦ same-interval
- x<3 ¦ x>3 ¦ different-interval
- -2 < x < 5 ¦ x>-2 ¦ different-interval

# expressions
+ x(x+1) ¦ x^2+x ¦ same-expression
+ (x+1)^3 ¦ x^3+3x^2+3x+1 ¦ same-expression
+ x^2-y^2 ¦ (x-y)(x+y) ¦ same-expression
+ a^2+2ab+b^2 ¦ (a+b)^2 ¦ same-expression
+ \frac{x^2-1}{x-1} ¦ x+1 ¦ same-expression
+ -x+1 ¦ 1-x ¦ same-expression
? 2x ¦ x2 ¦ not-parsed
+ xy ¦ yx ¦ same-expression
- x^2 ¦ x^3 ¦ different-expression
+ \sin^2x ¦ 1-\cos^2x ¦ same-expression
+ \tan x ¦ \sin x/\cos x ¦ same-expression
+ \ln x^2 ¦ 2\ln x ¦ same-expression
+ \frac{1}{1+x} ¦ 1/(1+x) ¦ same-expression
- 1/1+x ¦ \frac{1}{1+x} ¦ different-expression
? x^2+C ¦ x^2 ¦ variables-differ
+ |x| ¦ \sqrt{x^2} ¦ same-expression
- 2n ¦ n ¦ different-expression
+ n^2+n ¦ n(n+1) ¦ same-expression
+ \frac{n(n+1)}2 ¦ \binom{n+1}{2} ¦ same-expression
+ 2^{n+1} ¦ 2\cdot2^n ¦ same-expression
+ (-1)^n ¦ \cos(n\pi) ¦ same-expression

# set difference
? \mathbb{R}\setminus\{0,1\} ¦ x\ne0, x\ne1 ¦ not-parsed
- \mathbb{R}\setminus\{1\} ¦ \mathbb{R}\setminus\{2\} ¦ different-interval
- \mathbb{R}\setminus\{0\} ¦ \mathbb R ¦ different-interval
+ \{x\in\mathbb R: x\ne 0\} ¦ \mathbb{R}\setminus\{0\} ¦ same-interval
? \mathbb{R} - 2 ¦ \mathbb R ¦ different-text
? \mathbb{Z} ¦ \mathbb{R} ¦ different-text
+ \mathbb{N} ¦ \mathbb{N} ¦ same-text

# sets, tuples, intervals
+ \{1,1,2\} ¦ \{1,2\} ¦ same-set
- \{\} ¦ \{0\} ¦ different-set
? \{(1,2)\} ¦ (1,2) ¦ two-readings
? \{1,2\} ¦ [1,2] ¦ two-readings
- (3,\infty) ¦ [3,\infty) ¦ different-interval
+ (3,\infty) ¦ x>3 ¦ same-interval
+ (-\infty,3) ¦ x<3 ¦ same-interval
? x\in(-1,1) ¦ |x|<1 ¦ not-parsed
? |x|<1 ¦ (-1,1) ¦ different-kind
- x<1 ¦ x>1 ¦ different-interval
+ x\leq 2 ¦ x \le 2 ¦ same-text
- 1\le x\le 2 ¦ 1 < x < 2 ¦ different-interval
+ [1,3]\cup[2,5] ¦ [1,5] ¦ same-interval
? (0,1)\cap(0.5,2) ¦ (0.5,1) ¦ not-parsed
? ]0,1[ ¦ (0,1) ¦ not-parsed
+ [0;1] ¦ [0,1] ¦ same-tuple
+ (1;2) ¦ (1,2) ¦ same-tuple
+ (1, 2, 3) ¦ (1,2,3) ¦ same-text
- (1,2,3) ¦ (1,3,2) ¦ different-tuple
+ 1, 2 ¦ 2, 1 ¦ same-set
+ 1 and 2 ¦ 1,2 ¦ same-set
+ 1, 2 or 3 ¦ 1,2,3 ¦ same-set
+ \{a,b\} ¦ \{b,a\} ¦ same-set
- (2,-1) ¦ (-1,2) ¦ different-tuple
- (a,b)=(2,1) ¦ (1,2) ¦ different-tuple
+ x=1,y=2,z=3 ¦ (1,2,3) ¦ same-tuple
+ A=1, B=2 ¦ (1,2) ¦ same-tuple
+ (\frac12, \sqrt4) ¦ (0.5,2) ¦ same-tuple
+ x=1 \text{ or } x=2 ¦ x=2 \text{ or } x=1 ¦ same-set
? x=1 ¦ x=1 \text{ or } x=2 ¦ several-answers
+ x_1=1,x_2=2 ¦ 1,2 ¦ same-tuple
+ \{x:x>2\} ¦ (2,\infty) ¦ same-interval
? all integers ¦ \mathbb{Z} ¦ different-text

# matrices vectors
+ \begin{bmatrix}1\\2\\3\end{bmatrix} ¦ \begin{pmatrix}1\\2\\3\end{pmatrix} ¦ same-matrix
? \begin{pmatrix}1&2&3\end{pmatrix} ¦ \begin{pmatrix}1\\2\\3\end{pmatrix} ¦ different-kind
+ 2\begin{pmatrix}1\\2\end{pmatrix} ¦ \begin{pmatrix}2\\4\end{pmatrix} ¦ same-matrix
? \begin{pmatrix}1&0\\0&1\end{pmatrix} ¦ I ¦ different-kind

# expressions
+ 2x+3 ¦ 3+2x ¦ same-expression
+ 2(x+3) ¦ 2x+6 ¦ same-expression
+ x+x ¦ 2x ¦ same-expression
+ x\cdot x ¦ x^2 ¦ same-expression
+ \frac{2x}{4} ¦ x/2 ¦ same-expression
+ x^{-1} ¦ \frac1x ¦ same-expression
? \sqrt{x^2y} ¦ x\sqrt y ¦ equal-in-part
+ e^{-x} ¦ 1/e^x ¦ same-expression
+ \ln(xy) ¦ \ln x+\ln y ¦ same-expression
+ x^2-2x+1 ¦ (1-x)^2 ¦ same-expression
+ (a+b)(a-b) ¦ a^2-b^2 ¦ same-expression
+ x^3-1 ¦ (x-1)(x^2+x+1) ¦ same-expression
+ n! ¦ n(n-1)! ¦ same-expression
+ 2^n\cdot 3^n ¦ 6^n ¦ same-expression
+ \cos(2x) ¦ 2\cos^2x-1 ¦ same-expression
+ \sec x ¦ 1/\cos x ¦ same-expression
+ \sin(x+\pi) ¦ -\sin x ¦ same-expression
+ \tan^{-1}x ¦ \arctan x ¦ same-expression
+ \log_a b ¦ \frac{\ln b}{\ln a} ¦ same-expression
+ x(t)=3t ¦ 3t ¦ same-expression
+ v=3t ¦ 3t ¦ same-expression
+ y = x + 1 ¦ x + 1 ¦ same-expression
- y=x+1 ¦ y=x-1 ¦ different-expression
+ 3x+4y=12 ¦ 6x+8y=24 ¦ same-equation
? 3x+4y=12 ¦ 3x+4y=13 ¦ equations-differ
+ F=ma ¦ F=am ¦ same-expression
? E=mc^2 ¦ E=mc^3 ¦ variables-bound
? \frac{dy}{dx}=2x ¦ 2x ¦ different-kind
? f'(x)=2x ¦ 2x ¦ not-parsed
? 2x\,dx ¦ 2x ¦ variables-differ
? \pi r^2 ¦ \pi R^2 ¦ variables-differ
+ 4\pi ¦ 12.566 ¦ within-rounding
- 4\pi ¦ 4 ¦ different-number
+ \frac{\pi}{6} ¦ 30^\circ ¦ same-number
+ \pi/6 ¦ 0.5236 ¦ within-rounding
+ x=2k\pi ¦ 2k\pi ¦ same-expression
? x=2k\pi, k\in\mathbb{Z} ¦ 2k\pi ¦ different-text
+ 3x^2 ¦ 3x^{2} ¦ same-expression
? x**2 ¦ x^2 ¦ not-parsed
`;
