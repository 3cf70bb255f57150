/** Cases of tuples, lists, sets, plus-minus, intervals, matrices. */
export const LISTS = String.raw`
# tuples
+ (1,2) ¦ (1, 2) ¦ same-text
+ \left( 1, 2 \right) ¦ (1,2) ¦ same-text
+ (1/2, 3) ¦ (0.5, 3) ¦ same-tuple
+ \left(\frac{1}{2},-3\right) ¦ (.5,-3) ¦ same-tuple
+ (1,2,3) ¦ \langle 1,2,3 \rangle ¦ same-tuple
+ [1,2,3] ¦ (1,2,3) ¦ same-tuple
+ [0, 5, 2] ¦ 0, 5, 2 ¦ same-tuple
+ (x,y)=(1,2) ¦ (1,2) ¦ same-tuple
+ (2,\sqrt{8}) ¦ (2,2\sqrt2) ¦ same-tuple
? (0.333, 2) ¦ (1/3, 2) ¦ may-be-rounded
+ (1/3, 2) ¦ (0.333, 2) ¦ within-rounding
+ 4; 5 ¦ (4, 5) ¦ same-tuple
- (1,2) ¦ (2,1) ¦ different-tuple
- (1,2) ¦ (1,3) ¦ different-tuple
- (1,2) ¦ (1,2,3) ¦ different-tuple
- (1,2,3) ¦ (1,2,4) ¦ different-tuple
- [2,2] ¦ [8,4] ¦ different-tuple
- 4; 5 ¦ 5; 4 ¦ different-tuple
? (1,2) ¦ [1,2] ¦ two-readings
? (3,5) ¦ 5, 3 ¦ equal-in-part
? (1,2 ¦ (1,2) ¦ not-parsed
? (1,,2) ¦ (1,2) ¦ not-parsed
? (5,0) ¦ 5 ¦ different-kind

# lists and sets
+ 2, 3 ¦ 3, 2 ¦ same-set
+ 2 and 3 ¦ 2,3 ¦ same-set
+ 2, 3, and 5 ¦ 5,3,2 ¦ same-set
+ 2, 3 and 5 ¦ \{2,3,5\} ¦ same-set
+ \{2, 3\} ¦ \{3,2\} ¦ same-set
+ \{2, 3, 3\} ¦ \{3,2\} ¦ same-set
+ {2,3,5} ¦ \{2,3,5\} ¦ same-set
+ 2 or 3 ¦ 2, 3 ¦ same-set
+ 2和3 ¦ 2, 3 ¦ same-set
+ 1、2、3 ¦ 1,2,3 ¦ same-text
+ \frac12, 3 ¦ 3, 0.5 ¦ same-set
+ x=2 \text{ or } x=3 ¦ 2, 3 ¦ same-set
+ x=2, x=3 ¦ x = 3, 2 ¦ same-set
+ x = 2, 3 ¦ 2 and 3 ¦ same-set
+ (1,2),(3,4) ¦ (3,4), (1,2) ¦ same-set
+ \{(1,2),(3,4)\} ¦ (1,2) and (3,4) ¦ same-set
+ -7{or}-9 ¦ -9, -7 ¦ same-set
+ \{5\} ¦ 5 ¦ same-number
+ 1+\sqrt2, 1-\sqrt2 ¦ 1-\sqrt{2}, 1+\sqrt{2} ¦ same-set
- 2, 3 ¦ 2, 4 ¦ different-set
- 2, 3 ¦ 2, 3, 4 ¦ different-set
- 2, 3, 4 ¦ 2, 3 ¦ different-set
- \{2,3\} ¦ \{2,4\} ¦ different-set
- 2, 3 ¦ 4 ¦ different-set
- (1,2),(3,4) ¦ (1,2),(4,3) ¦ different-set
- x=2, x=3 ¦ x=2, x=4 ¦ different-set
? 2 ¦ 2, 3 ¦ equal-in-part
? 2, 3 ¦ 3 ¦ equal-in-part
? 3 or 5 ¦ 3 ¦ several-answers
? 3 or 5 ¦ 7 ¦ several-answers
? 3 ¦ 3 or 5 ¦ several-answers
? either 3 or 7 ¦ 3 ¦ not-parsed
? 2, 2, 3 ¦ 2, 3 ¦ equal-in-part
? 2, 3, \ldots ¦ 2, 3 ¦ not-parsed
? 2,, 3 ¦ 2, 3 ¦ not-parsed

# plus and minus
+ \pm 3 ¦ 3, -3 ¦ same-set
+ ±3 ¦ -3 and 3 ¦ same-set
+ x = \pm 3 ¦ \{-3, 3\} ¦ same-set
+ 1 \pm \sqrt{2} ¦ 1+\sqrt2, 1-\sqrt2 ¦ same-set
+ \frac{-3 \pm \sqrt{5}}{2} ¦ \frac{-3+\sqrt5}{2}, \frac{-3-\sqrt5}{2} ¦ same-set
+ 2 \pm 3i ¦ 2-3i, 2+3i ¦ same-set
+ \pm 1, \pm 2 ¦ -2,-1,1,2 ¦ same-set
- \pm 3 ¦ \pm 4 ¦ different-set
- 1 \pm \sqrt{2} ¦ 1 \pm \sqrt{3} ¦ different-set
? \pm 3 ¦ 3 ¦ several-answers
? 3 ¦ \pm 3 ¦ several-answers

# intervals
+ (1,2] ¦ (1, 2] ¦ same-text
+ 1<x\le 2 ¦ (1,2] ¦ same-interval
+ x \in (1,2] ¦ 1 < x \leq 2 ¦ same-interval
+ 1<x<2 ¦ (1,2) ¦ same-interval
+ x>3 ¦ (3,\infty) ¦ same-interval
+ x > 3 ¦ 3 < x ¦ same-interval
+ x>=3 ¦ [3,+\infty) ¦ same-interval
+ x ≥ 3 ¦ [3,∞) ¦ same-interval
+ x \leqslant 2 ¦ (-\infty, 2] ¦ same-interval
+ x<1 \text{ or } x>2 ¦ (-\infty,1)\cup(2,\infty) ¦ same-interval
+ x<1, x>2 ¦ (-\infty,1)\cup(2,\infty) ¦ same-interval
+ x > 1 and x < 2 ¦ (1,2) ¦ same-interval
+ x \le 3 and x < 3 ¦ x < 3 ¦ same-interval
+ x < 3 and x \le 3 ¦ x < 3 ¦ same-interval
+ x \neq 3 ¦ (-\infty,3)\cup(3,\infty) ¦ same-interval
+ x \ne 3 ¦ x ≠ 3 ¦ same-text
+ \mathbb{R} ¦ (-\infty,\infty) ¦ same-interval
+ all real numbers ¦ \mathbb{R} ¦ same-interval
+ \{x \mid x \geq 1\} ¦ [1,\infty) ¦ same-interval
+ \{x \in \mathbb{R} : x>3\} ¦ (3,\infty) ¦ same-interval
+ \{x | -2<x<7\} ¦ (-2,7) ¦ same-interval
+ {x \mid-2<x<7} ¦ -2<x<7 ¦ same-interval
+ (2,\infty)\cup(-\infty,1) ¦ (-\infty,1)\cup(2,\infty) ¦ same-interval
+ (1,2]\cup[2,3) ¦ (1,3) ¦ same-interval
+ [1,3]\cup\{5\} ¦ \{5\} \cup [1,3] ¦ same-interval
+ \left[-\frac{2}{7}, 9\right] ¦ [-2/7,9] ¦ same-tuple
+ (-\sqrt{8},0] ¦ (-2\sqrt2,0] ¦ same-interval
+ [0,1) ¦ 0 \le t < 1 ¦ same-interval
- (1,2] ¦ [1,2] ¦ different-interval
- (1,2] ¦ (1,3] ¦ different-interval
- x>3 ¦ x<3 ¦ different-interval
- x>3 ¦ x\ge3 ¦ different-interval
- x>3 ¦ (4,\infty) ¦ different-interval
- (-\infty,1)\cup(2,\infty) ¦ (-\infty,1)\cup(3,\infty) ¦ different-interval
- (-\infty,1)\cup(2,\infty) ¦ (2,\infty) ¦ different-interval
- \mathbb{R} ¦ x \ne 0 ¦ different-interval
- x \ne 3 ¦ x \ne -3 ¦ different-interval
? x>3 ¦ a>3 ¦ variables-differ
? x>3 ¦ 3 ¦ different-kind
? (0,1) ¦ [0,1] ¦ two-readings
- (a, 2a] ¦ (a, 3a] ¦ different-interval
? (3,1] ¦ (3,1) ¦ not-parsed
? x > 1 > 0 ¦ x > 1 ¦ not-parsed

# infinity, nothing
+ \infty ¦ ∞ ¦ same-text
+ +\infty ¦ \infty ¦ same-number
+ infinity ¦ \infty ¦ same-number
+ -\infty ¦ negative infinity ¦ same-number
+ \emptyset ¦ \varnothing ¦ same-text
+ no solution ¦ \emptyset ¦ same-set
+ No solutions. ¦ no solution ¦ same-set
+ \{\} ¦ \emptyset ¦ same-set
+ 无解 ¦ no solution ¦ same-set
- \infty ¦ -\infty ¦ different-number
- \infty ¦ 5 ¦ different-number
- no solution ¦ 5 ¦ different-set
- \emptyset ¦ \{1\} ¦ different-set
- no solution ¦ x>3 ¦ different-set
? no solution ¦ undefined ¦ different-kind
? \infty ¦ does not exist ¦ different-kind
? \frac{5}{0} ¦ \infty ¦ not-decided
? 0 \cdot \infty ¦ 0 ¦ not-parsed

# matrices
+ \begin{pmatrix}1&2\\3&4\end{pmatrix} ¦ \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} ¦ same-matrix
+ \begin{pmatrix} 1 \\ 8 \end{pmatrix} ¦ (1,8) ¦ same-tuple
+ \begin{pmatrix}-6\-5\end{pmatrix} ¦ \begin{pmatrix} -6 \\ -5 \end{pmatrix} ¦ same-text
+ \left[\begin{array}{rr}1 & 2 \\ 3 & 4\end{array}\right] ¦ \begin{pmatrix}1&2\\3&4\end{pmatrix} ¦ same-matrix
+ \frac{1}{2}\begin{pmatrix} 2 \\ 4 \end{pmatrix} ¦ \begin{pmatrix} 1 \\ 2 \end{pmatrix} ¦ same-matrix
+ \begin{pmatrix} 1/2 \\ 0 \end{pmatrix} ¦ \begin{pmatrix} 0.5 \\ 0 \end{pmatrix} ¦ same-matrix
+ [[1,2,0],[3,4,0]] ¦ \begin{pmatrix}1&2&0\\3&4&0\end{pmatrix} ¦ same-matrix
+ \begin{pmatrix}1&2\\3&4\\\end{pmatrix} ¦ \begin{pmatrix}1&2\\3&4\end{pmatrix} ¦ same-matrix
- \begin{pmatrix}1&2\\3&4\end{pmatrix} ¦ \begin{pmatrix}1&2\\3&5\end{pmatrix} ¦ different-matrix
- \begin{pmatrix} 1 \\ 8 \end{pmatrix} ¦ (8,1) ¦ different-tuple
- \begin{pmatrix} 1 \\ 8 \end{pmatrix} ¦ \begin{pmatrix} 8 \\ 1 \end{pmatrix} ¦ different-matrix
? \begin{pmatrix} 1 \\ 8 \end{pmatrix} ¦ \begin{pmatrix} 1 & 8 \end{pmatrix} ¦ different-kind
? \begin{pmatrix} 1 & 2 \\ 3 \end{pmatrix} ¦ 5 ¦ not-parsed
? \begin{vmatrix}1&2\\3&4\end{vmatrix} ¦ -2 ¦ not-parsed
`;
